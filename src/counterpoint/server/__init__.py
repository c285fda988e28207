"""What makes the parts a running Counterpoint: settings, addresses, processes. Nothing imports from here."""
