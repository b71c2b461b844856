"""The features of a cycle: specs, blueprints and changes seen as one, as of a moment."""
