"""The only room that touches the network: it asks the sources and packs what they say."""

from retro.collect.audit import Answers, pasts
from retro.collect.beside import beside
from retro.collect.guess import LAUNCHPAD, OPENDEV, Wish, asked, unchecked
from retro.collect.manner import Manner
from retro.collect.patience import Patience
from retro.collect.run import collect

__all__ = [
    "LAUNCHPAD",
    "OPENDEV",
    "Answers",
    "Manner",
    "Patience",
    "Wish",
    "asked",
    "beside",
    "collect",
    "pasts",
    "unchecked",
]
