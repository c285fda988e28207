"""The micro habit, and lines to practise."""
