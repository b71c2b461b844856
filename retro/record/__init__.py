"""A snapshot opened, verified, replayed, and asked how a team's cycle stood as of a day."""
