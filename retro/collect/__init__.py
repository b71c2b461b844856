"""The only room that touches the network: it asks the sources and packs what they say."""

from retro.collect.audit import Answers, pasts
from retro.collect.beside import beside
from retro.collect.guess import sketch, sketch_by_rule
from retro.collect.manner import Manner
from retro.collect.patience import Patience
from retro.collect.run import collect
from retro.collect.wish import LAUNCHPAD, OPENDEV, Wish

__all__ = [
    "LAUNCHPAD",
    "OPENDEV",
    "Answers",
    "Manner",
    "Patience",
    "Wish",
    "beside",
    "collect",
    "pasts",
    "sketch",
    "sketch_by_rule",
]
