"""Calendars: what is there and how fresh it is, adding, one calendar with its events, and rules on events."""
