"""Values that the rooms hand to each other: frozen, without any I/O."""
