"""A guided look at one's job."""
