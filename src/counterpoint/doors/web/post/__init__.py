"""Where one is reached outside the app, and all that ever left."""
