"""What one carries, and what could carry it."""
