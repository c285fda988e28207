"""Seasons: dated emphasis for the parts of a life, those who wait, and the look back."""
