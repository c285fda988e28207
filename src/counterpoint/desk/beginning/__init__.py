"""The first hours: first run, ten steps, lives to begin from, the example life."""
