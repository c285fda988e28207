"""The words and rules of the field: pure, standard library only, no clock, no I/O."""
