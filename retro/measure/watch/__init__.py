"""Other teams: work elsewhere that a team watches."""
