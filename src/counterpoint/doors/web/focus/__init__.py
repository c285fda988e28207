"""How one wants to work: deep work and small things."""
