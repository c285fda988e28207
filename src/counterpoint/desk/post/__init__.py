"""What brings itself to mind, and how it reaches its person."""
