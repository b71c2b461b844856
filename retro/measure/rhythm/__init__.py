"""Rhythm: review days and clean-ups, and what they changed."""
