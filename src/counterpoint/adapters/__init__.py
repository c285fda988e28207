"""The world behind the desk's ports: storage, calendars, files."""
