"""Check-ins: the page for a few taps, one's own list, being asked, and what a phone keeps for later."""
