"""Scheduling messages (iTIP, RFC 5546) as they travel: in calendar files and in mails (iMIP, RFC 6047)."""
