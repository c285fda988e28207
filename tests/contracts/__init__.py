"""What every implementation of a port must keep, run against each of them."""
