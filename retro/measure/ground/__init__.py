"""What all chapters share: the case, how a measure is defined, and what histories tell."""
