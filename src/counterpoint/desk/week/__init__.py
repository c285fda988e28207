"""The week as its person sees it."""
