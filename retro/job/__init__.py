"""The order of work: one module for each thing that a user can have done."""
