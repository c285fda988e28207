"""Use cases: one function for each thing that a person does. `ports` says what they need of the world."""
