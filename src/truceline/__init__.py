"""Truceline keeps the record of a ceasefire: who is reported to say what, counted once."""
