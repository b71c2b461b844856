"""The only room that touches the network: it asks the sources and packs what they say."""

from retro.collect.ahead import Ahead, of_trackers
from retro.collect.gerrit.past import Answers, pasts
from retro.collect.governance import Charter, Releases, charters, opened
from retro.collect.guess.chartered import repositories
from retro.collect.guess.gerrit import Listed
from retro.collect.guess.governed import projects_there, sketch_of, sketch_on_server
from retro.collect.guess.hints import LAUNCHPAD, OPENDEV, OPENSTACK, Hints
from retro.collect.guess.sketch import sketch, sketch_by_rule
from retro.collect.options import Options
from retro.collect.patience import Patience
from retro.collect.round import Round
from retro.collect.run import collect
from retro.collect.sources import ask_trackers
from retro.collect.tags import tagged, tags
from retro.collect.tracker import Request

__all__ = [
    "LAUNCHPAD",
    "OPENDEV",
    "OPENSTACK",
    "Ahead",
    "Answers",
    "Charter",
    "Hints",
    "Listed",
    "Options",
    "Patience",
    "Releases",
    "Request",
    "Round",
    "ask_trackers",
    "charters",
    "collect",
    "of_trackers",
    "opened",
    "pasts",
    "projects_there",
    "repositories",
    "sketch",
    "sketch_by_rule",
    "sketch_of",
    "sketch_on_server",
    "tagged",
    "tags",
]
