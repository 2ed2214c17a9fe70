"""The place of the permission tests, as a fixture."""

from tests.permissions.place import place

__all__ = ["place"]
