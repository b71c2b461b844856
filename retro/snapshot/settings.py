"""What a team and its cycle decide about the records of a snapshot."""

from hashlib import sha256

import msgspec
from msgspec.structs import replace

from retro.model.cycle import Cycle
from retro.model.team import Notes, Team


def settings(team: Team, notes: Notes, cycle: Cycle) -> dict[str, str]:
    """Return what decides about a snapshot's records, each as a short hash.

    Hashes are enough to compare, and repeat no one's name.
    """
    gerrit = team.gerrit
    decisive = {
        "server": gerrit.server,
        "projects": sorted(gerrit.ever((*gerrit.projects, *gerrit.specs))),
        "window": (cycle.begins, cycle.ends, team.lead_in_days),
        "robots": (gerrit.ci.gating, gerrit.ci.accounts, gerrit.ci.names, gerrit.bots),
        "triggers": gerrit.ci.triggers,
        "people": gerrit.people,
        "specs layout": replace(team.specs_layout, page=""),
        "opt-out list": sorted(gerrit.opt_out),
        "roster": sorted({tenure.account for tenure in notes.roster}),
    }
    return {
        name: sha256(msgspec.json.encode(value)).hexdigest()[:12]
        for name, value in decisive.items()
    }
