"""A person who helps one stay true."""
