"""Reading a specs repository: where each spec file stood, and when it came there."""
