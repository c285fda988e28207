"""What can be said of a person's own numbers, and how sure it is."""
