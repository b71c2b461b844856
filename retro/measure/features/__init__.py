"""Features: what was proposed, approved, landed and deferred."""
