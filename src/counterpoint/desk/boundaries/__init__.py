"""What is protected: changed, asked for, bent, given back, told."""
