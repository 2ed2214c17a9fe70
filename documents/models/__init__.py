"""The rows of the documents app."""

from documents.models.minutes import Debate, Minutes

__all__ = ["Debate", "Minutes"]
