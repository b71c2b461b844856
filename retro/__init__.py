"""Cycle retrospectives from the public record of Gerrit and Launchpad."""

__version__ = "0.1.0"
