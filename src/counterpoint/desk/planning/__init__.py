"""Planning a week, by machine and by hand."""
