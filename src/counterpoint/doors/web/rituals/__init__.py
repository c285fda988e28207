"""Going from one part of the day to the other: guided rituals, closing the day, beginning to work."""
