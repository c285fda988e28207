"""Files that a person reads and writes: life.toml, plan.json, task lists, and plans as calendars."""
