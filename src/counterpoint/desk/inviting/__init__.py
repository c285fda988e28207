"""Invitations: taken in, judged, answered with drafts that the person sends, and followed up."""
