"""The first page: it leads to where the person left off."""
