"""The reads of the voting app."""
