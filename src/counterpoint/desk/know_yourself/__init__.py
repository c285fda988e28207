"""Instruments answered, and what comes of the answers."""
