"""What is kept: thin rows, and the diary through which alone they are reached."""
