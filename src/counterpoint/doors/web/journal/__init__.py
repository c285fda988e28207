"""The private journal."""
