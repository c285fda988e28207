"""Places, the ways between them, and what calendars call them."""
