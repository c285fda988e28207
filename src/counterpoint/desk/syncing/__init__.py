"""Calendars on servers: connecting an account, choosing from it, keeping up with it, letting go of it."""
