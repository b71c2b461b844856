"""Asking Launchpad: bugs, blueprints and milestones, packed without persons."""
