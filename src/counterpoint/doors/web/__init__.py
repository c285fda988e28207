"""Pages: one room a place of the site. A page parses, hands over to one use case, and shows what comes back."""
