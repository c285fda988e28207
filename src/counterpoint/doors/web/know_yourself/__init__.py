"""Know yourself: questions, what came of them, and a profile that changes only what one lets it."""
