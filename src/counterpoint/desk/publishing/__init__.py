"""The accepted plans on their way into a calendar of their own on a server: what stands there, what waits."""
