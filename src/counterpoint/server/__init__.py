"""Settings, addresses, jobs and start-up."""
