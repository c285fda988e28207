"""Life happened: begin, end, take back."""
