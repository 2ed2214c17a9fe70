"""The reads of the mandates app."""
