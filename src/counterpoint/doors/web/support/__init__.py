"""The support map."""
