"""Guessing what a team's team.yaml should say, by rules alone or by asking servers."""
