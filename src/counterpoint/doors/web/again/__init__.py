"""What was sent while nobody was signed in: kept for its person, and offered again once they are."""
