"""The plan's way into other calendars: a secret address that can be revoked."""
