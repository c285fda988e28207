"""The example life, a file for each part of it."""
