"""The ten steps, the way to one’s values by questions and cards, and lives to begin from."""
