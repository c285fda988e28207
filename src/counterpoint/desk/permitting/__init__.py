"""Accounts that are opened by permission instead of a password: asking for it, and keeping it."""
