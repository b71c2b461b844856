"""The mails that hand a cycle over: letters as text and as message files. Nothing is sent."""

from retro.mail.letter import FORMS, Letter, letter
from retro.mail.message import Attachment, message
from retro.mail.weekly import Note, weekly

__all__ = ["FORMS", "Attachment", "Letter", "Note", "letter", "message", "weekly"]
