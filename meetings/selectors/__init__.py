"""The reads of the meetings app."""
