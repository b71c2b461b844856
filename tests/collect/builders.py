"""A small server's records, and a collection of them."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from retro.collect import Options, Patience, collect
from retro.collect.tracker import Collected
from retro.model.cycle import Cycle
from retro.model.team import CI, Gerrit, Notes, Team, Tenure, Watch
from tests.world import faults

DATA = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data")) / "gerrit"
NOW = datetime(2016, 4, 20, 12, tzinfo=UTC)
CYCLE = Cycle(name="mitaka", start=date(2015, 10, 19), release=date(2016, 4, 7))
PROJECT = "openstack/glance"
HASTY = Patience(connect=60, read=60, tries=3)
"""For servers that answer: a busy machine is no silence."""


def foreseeing(server):
    """Return the patience for a server that is silent at times: short at those alone."""

    class Foreseeing(Patience, frozen=True, kw_only=True):
        @property
        def read(self):
            silent = server._faults.get(len(server.log)) is faults.silence
            return 0.3 if silent else HASTY.read

    return Foreseeing(connect=HASTY.connect, tries=HASTY.tries)


def account(number, name, **more):
    username = name.lower().replace(" ", ".")
    return {
        "_account_id": number,
        "name": name,
        "username": username,
        "email": f"{username}@example.org",
        **more,
    }


ANN = account(101, "Ann Anvil")
BOB = account(102, "Bob Bracken")
EVE = account(103, "Eve Ember")
JENKINS = account(3, "Jenkins")
STORAGE = account(8, "Example Storage CI")
TAGGED = account(9, "Some Service", tags=["SERVICE_USER"])
BOT = account(7, "Proposal Bot")


def at(day):
    return f"{day} 12:00:00.000000000"


def message(author, text, day="2016-01-10", **more):
    told = {"id": f"m{day}", "date": at(day), "message": text, "_revision_number": 1, **more}
    return told | ({"author": author} if author else {})


def vote(who, value):
    return who | {"value": value, "date": "2016-01-10 12:00:00.000000000", "tag": "x"}


def change(number, *messages, updated="2016-02-01", owner=ANN, commit="", **fields):
    revision = {
        "_number": 1,
        "created": at("2016-01-10"),
        "uploader": owner,
        "ref": "refs/changes/1",
        "commit": {"author": {"name": owner["name"], "email": owner["email"]}, "message": commit},
    }
    return {
        "id": f"openstack%2Fglance~{number}",
        "change_id": f"I{number:040x}",
        "_number": number,
        "project": PROJECT,
        "branch": "master",
        "subject": f"Change {number}",
        "status": "NEW",
        "created": at("2016-01-10"),
        "updated": updated if " " in updated else at(updated),
        "owner": owner,
        "work_in_progress": False,
        "insertions": 3,
        "labels": {},
        "current_revision": f"sha{number}",
        "revisions": {f"sha{number}": revision},
        "messages": list(messages),
        **fields,
    }


def team(server, *, projects=(PROJECT,), specs=(), lead_in_days=180, **gerrit):
    rules = {"ci": CI(gating=("jenkins",)), "bots": ("proposal-bot", "proposal.bot"), **gerrit}
    return Team(
        key="glance",
        title="Glance",
        lead_in_days=lead_in_days,
        gerrit=Gerrit(server=server, projects=projects, specs=specs, **rules),
    )


class Run:
    """One collection: call it with a team; what it said and how long it slept stays here."""

    def __init__(self, folder):
        self.folder = folder / "glance" / "mitaka" / "snapshot"
        self.work = folder / "work"
        self.said = []
        self.slept = []

    def __call__(
        self,
        team,
        *,
        roster=(),
        watch=(),
        cycle=CYCLE,
        now=NOW,
        origin="live",
        proof=None,
        listener=None,
        others=Collected,
        **options,
    ):
        return collect(
            team,
            Notes(
                roster=tuple(Tenure(account=name) for name in roster),
                watch=tuple(Watch(title=title, query=query) for title, query in watch),
            ),
            cycle,
            self.folder,
            work=self.work,
            now=lambda: now,
            sleep=self.slept.append,
            say=self.said.append,
            origin=origin,
            options=Options(**{"patience": HASTY, "contact": "tests", **options}),
            proof=proof,
            listener=listener,
            others=others,
        )
