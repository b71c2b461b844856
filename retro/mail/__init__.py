"""The mail that hands a cycle over: a draft as text and as a message file. Nothing is sent."""

from retro.mail.letter import Letter, handoff

__all__ = ["Letter", "handoff"]
