"""What matters and what is to be done."""
