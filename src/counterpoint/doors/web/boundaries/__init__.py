"""Boundaries: what is protected bends once, gives its time back, and is told in words."""
