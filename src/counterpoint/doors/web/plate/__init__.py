"""The plate: what one carries, sweet spots, bridges."""
