"""Votes: what stands on each patch set, and which of it outlives the next one."""
