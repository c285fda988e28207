"""Good things: kept, met again, and a quiet minute."""
