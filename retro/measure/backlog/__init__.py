"""The backlog: what waits, for whom and how long, and how it is brought down."""
