"""What renews one, by one's own word."""
