"""A day as it is lived."""
