"""Priorities: what the team meant to do first, and what it looked at."""
