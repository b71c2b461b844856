"""Asking Gerrit: an index of all changes, then those in play in full, packed without persons."""
