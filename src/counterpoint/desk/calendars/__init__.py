"""Calendars that are read: where from, how often, and a person’s own word on their events."""
