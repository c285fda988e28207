"""Today: one screen, made of small parts that each have a word to say or are not there."""
