"""What openstack/governance and openstack/releases say of teams, as of a day in their history.

Of persons nothing is kept: of each file only what is named here is looked at.
"""

from retro.collect.governance.charter import Charter, Repository
from retro.collect.governance.clone import opened
from retro.collect.governance.read import charters
from retro.collect.governance.releases import Releases

__all__ = ["Charter", "Releases", "Repository", "charters", "opened"]
