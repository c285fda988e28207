"""Heavy computation that answers a domain question; deterministic given a seed."""
