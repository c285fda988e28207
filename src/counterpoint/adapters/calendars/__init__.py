"""Calendars as they come: files, feeds and addresses."""
