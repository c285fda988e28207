"""Ways in: the web, the command line."""
