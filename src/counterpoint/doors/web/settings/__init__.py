"""Settings: name and clock, the account, files in and out, and leaving."""
