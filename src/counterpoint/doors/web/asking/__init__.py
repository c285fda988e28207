"""What others ask, through what they reach a person, and what they get to read of how that person works."""
