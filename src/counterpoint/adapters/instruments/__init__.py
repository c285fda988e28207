"""Where instruments are: those that ship with Counterpoint, and a site's own."""
