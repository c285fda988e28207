"""Tasks and routines: what is to be placed in a week."""
