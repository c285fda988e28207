"""The first steps, from nothing to a planned week; each is useful by itself and can be left."""
