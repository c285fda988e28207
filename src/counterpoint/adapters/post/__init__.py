"""What carries messages out: a file for each way, and the addresses by which one gets back in."""
