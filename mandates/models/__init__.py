"""The rows of the mandates app."""

from mandates.models.proxy import Proxy

__all__ = ["Proxy"]
