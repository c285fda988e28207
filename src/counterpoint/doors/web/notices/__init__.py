"""Notices: what is due, each with something to do about it in place, and of what a person wants to hear."""
