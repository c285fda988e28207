"""Coming in: set-up, invitations, signing in and out, and leaving for good."""
