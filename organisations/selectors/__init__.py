"""Reads that several pages or services share; nothing here writes."""
