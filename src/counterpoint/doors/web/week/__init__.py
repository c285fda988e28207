"""The Week page: what is there, what is planned, and everything that can be done to it by hand."""
