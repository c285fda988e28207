"""Chances to mix on purpose."""
