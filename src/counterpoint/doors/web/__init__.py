"""Pages: one room a place of the site. A page parses, hands over to one use case, shows what comes back."""
