"""Not a command: it states no name."""
