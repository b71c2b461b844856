"""What Gerrit's messages say: one grammar, read by the ledger and kept by the collector.

Gerrit has no event log over REST; the messages of a change are its history. Their wording is
fixed by the server's version, and this room knows the wordings from 2.0 to 3.15. Only a first
line and a few set phrases below it are read; whatever a person wrote freely is known to be there,
and nothing more.
"""

from retro.messages.packing import keep
from retro.messages.reading import Reader, may_hide, read
from retro.messages.says import Carried, Condition, FollowUp, Reading, Removal, Token
from retro.messages.talk import REPLIES, TEXT, own_words
from retro.messages.triggers import BARE, OTHER, REASONED, Triggers, triggers
from retro.messages.values import OPENSTACK, STOCK, Names, token, value_names

__all__ = [
    "BARE",
    "OPENSTACK",
    "OTHER",
    "REASONED",
    "REPLIES",
    "STOCK",
    "TEXT",
    "Carried",
    "Condition",
    "FollowUp",
    "Names",
    "Reader",
    "Reading",
    "Removal",
    "Token",
    "Triggers",
    "keep",
    "may_hide",
    "own_words",
    "read",
    "token",
    "triggers",
    "value_names",
]
