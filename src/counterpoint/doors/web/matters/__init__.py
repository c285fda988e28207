"""What matters: values, life domains, protected time, and the shape of a person's days."""
