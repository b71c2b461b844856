"""A story as today's server tells it: ChangeInfo with every option, as of any moment."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.world.acts import Merge, Review, SetTopic, Story, Upload
from tests.world.history import Step, Votes, replay
from tests.world.people import JENKINS, MACHINES, Account
from tests.world.phrase import Version, message, openstack

LABELS = {
    "Code-Review": ("-2", "-1", " 0", "+1", "+2"),
    "Verified": ("-2", "-1", " 0", "+1", "+2"),
    "Workflow": ("-1", " 0", "+1"),
}
Info = dict[str, Any]


def change_info(
    story: Story,
    moment: datetime | None = None,
    version: Callable[[datetime], Version] = openstack,
) -> Info | None:
    """Return a ChangeInfo with every detail, or None where there is no such change yet.

    Args:
        story: The change.
        moment: What happened at it or later isn't there; None means all of it is.
        version: The wording that the server had at a moment.
    """
    steps = [step for step in replay(story) if moment is None or step.act.at < moment]
    if not steps:
        return None
    truth = steps[-1].truth
    info = _frame(
        story.number, story.project, story.owner, story.created, steps[-1].act.at, truth.status
    ) | {
        "branch": story.branch,
        "triplet_id": "~".join((_quoted(story.project), story.branch, _id(story.number))),
        "subject": story.subject,
        "labels": _labels(steps, truth.votes),
        "current_revision": _sha(story, truth.patch_set),
        "current_revision_number": truth.patch_set,
        "revisions": _revisions(story, steps),
        "messages": _messages(story, steps, version),
        "reviewers": {"REVIEWER": [account(who) for who in _reviewers(steps)]},
        "requirements": [],
        "submit_records": [],
    }
    if topics := [step.act.topic for step in steps if isinstance(step.act, SetTopic)]:
        info["topic"] = topics[-1]
    if truth.wip:
        info["work_in_progress"] = True
    if truth.status == "MERGED":
        merge = next(step.act for step in steps if isinstance(step.act, Merge))
        info |= {"submitted": stamp(merge.at), "submitter": account(merge.by)}
    return info


def row(number: int, project: str, owner: Account, created: datetime, merged: datetime) -> Info:
    """Return a merged change as a query without options shows it."""
    info = _frame(number, project, owner, created, merged, "MERGED")
    return info | {"submitted": stamp(merged), "submitter": account(JENKINS)}


def _frame(
    number: int, project: str, owner: Account, created: datetime, updated: datetime, status: str
) -> Info:
    """Return the fields that every ChangeInfo has, whatever was asked for."""
    return {
        "id": f"{_quoted(project)}~{number}",
        "triplet_id": f"{_quoted(project)}~master~{_id(number)}",
        "project": project,
        "branch": "master",
        "hashtags": [],
        "change_id": _id(number),
        "subject": "An older change",
        "status": status,
        "created": stamp(created),
        "updated": stamp(updated),
        "submit_type": "MERGE_IF_NECESSARY",
        "insertions": 10 + number % 90,
        "deletions": number % 40,
        "total_comment_count": 0,
        "unresolved_comment_count": 0,
        "has_review_started": True,
        "meta_rev_id": f"{number:040x}",
        "_number": number,
        "virtual_id_number": number,
        "owner": account(owner),
    }


def account(who: Account) -> Info:
    """Return an AccountInfo as DETAILED_ACCOUNTS gives it."""
    info = {
        "_account_id": who.number,
        "name": who.name,
        "email": who.email,
        "username": who.username,
    }
    return info | {"tags": ["SERVICE_USER"]} if who in MACHINES else info


def stamp(moment: datetime) -> str:
    """Write a time the way Gerrit does."""
    return f"{moment:%Y-%m-%d %H:%M:%S}.000000000"


def _id(number: int) -> str:
    return f"I{number:040x}"


def _quoted(project: str) -> str:
    return project.replace("/", "%2F")


def _sha(story: Story, patch_set: int) -> str:
    return f"{story.number:032x}{patch_set:08x}"


def _labels(steps: list[Step], votes: Votes) -> Info:
    dates: dict[tuple[str, int], datetime] = {}
    people: dict[int, Account] = {}
    for step in steps:
        people[step.act.by.number] = step.act.by
        if not isinstance(step.act, Review) or step.act.patch_set == step.truth.patch_set:
            dates |= {(label, step.act.by.number): step.act.at for label, _ in step.changed}
    labels: Info = {}
    for label, values in LABELS.items():
        cast = [
            account(people[number]) | {"value": value, "date": stamp(dates[name, number])}
            for (name, number), value in sorted(votes.items())
            if name == label
        ]
        labels[label] = {"all": cast, "values": dict.fromkeys(values, ""), "default_value": 0}
    return labels


def _revisions(story: Story, steps: list[Step]) -> Info:
    uploads = [(step.truth.patch_set, step.act) for step in steps if isinstance(step.act, Upload)]
    revisions: Info = {
        _sha(story, number): {
            "kind": act.kind,
            "_number": number,
            "created": stamp(act.at),
            "uploader": account(act.by),
            "ref": f"refs/changes/{story.number % 100:02}/{story.number}/{number}",
        }
        for number, act in uploads
    }
    number, act = uploads[-1]
    current = revisions[_sha(story, number)]
    git = {"name": act.by.name, "email": act.by.email, "date": stamp(act.at), "tz": 0}
    current["commit"] = {
        "parents": [],
        "author": git,
        "committer": git,
        "subject": story.subject,
        "message": _commit(story),
    }
    current["files"] = {name: {"lines_inserted": 40} for name in story.files}
    return revisions


def _commit(story: Story) -> str:
    footers = "\n".join((*story.footers, f"Change-Id: {_id(story.number)}"))
    return f"{story.subject}\n\n{footers}\n"


def _messages(
    story: Story, steps: list[Step], version: Callable[[datetime], Version]
) -> list[Info]:
    messages = []
    before: Votes = {}
    for place, step in enumerate(steps, 1):
        text, tag = message(step, version(step.act.at), before)
        act = step.act
        said: Info = {
            "id": f"{story.number:032x}{place:08x}",
            "author": account(act.by),
            "date": stamp(act.at),
            "message": text,
            "accounts_in_message": [],
            "_revision_number": (
                act.patch_set if isinstance(act, Review) else step.truth.patch_set
            ),
        }
        messages.append(said | {"tag": tag} if tag else said)
        before = step.truth.votes
    return messages


def _reviewers(steps: list[Step]) -> list[Account]:
    found = {s.act.by.number: s.act.by for s in steps if isinstance(s.act, Review)}
    return [found[number] for number in sorted(found)]
