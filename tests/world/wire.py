"""A story as today's server tells it: ChangeInfo with every option, as of any moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tests.world.acts import AddReviewer, Merge, RemoveReviewer, Review, Story, Upload
from tests.world.ballots import Votes
from tests.world.frame import Info, account, change_id, frame, quoted, stamp
from tests.world.history import Step, Truth, replay
from tests.world.people import Account
from tests.world.phrase import Version, message, openstack

LABELS = {
    "Code-Review": {
        "-2": "Do not merge",
        "-1": "This patch needs further work before it can be merged",
        " 0": "No score",
        "+1": "Looks good to me, but someone else must approve",
        "+2": "Looks good to me (core reviewer)",
    },
    "Verified": {
        "-2": "Fails",
        "-1": "Doesn't seem to work",
        " 0": "No score",
        "+1": "Works for me",
        "+2": "Verified",
    },
    "Workflow": {"-1": "Work in progress", " 0": "Ready for reviews", "+1": "Approved"},
}


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
    return _info(story, steps, version) if steps else None


def _info(story: Story, steps: list[Step], version: Callable[[datetime], Version]) -> Info:
    truth = steps[-1].truth
    info = frame(
        story.number, story.project, story.owner, story.created, steps[-1].act.at, truth.status
    ) | {
        "branch": truth.branch,
        "triplet_id": "~".join((quoted(story.project), truth.branch, change_id(story.number))),
        "subject": story.subject,
        "labels": _labels(steps, version),
        "current_revision": _sha(story, truth.patch_set),
        "current_revision_number": truth.patch_set,
        "revisions": _revisions(story, steps),
        "messages": _messages(story, steps, version),
        "reviewers": {"REVIEWER": [account(who) for who in _reviewers(steps)]},
        "requirements": [],
        "submit_records": [],
    }
    info["meta_rev_id"] = _meta(story, len(steps))
    if truth.topic:
        info["topic"] = truth.topic
    info |= {"work_in_progress": truth.wip, "is_private": truth.private}
    if truth.status == "MERGED":
        merge = next(step.act for step in steps if isinstance(step.act, Merge))
        info |= {"submitted": stamp(merge.at), "submitter": account(merge.by)}
    return info


def _sha(story: Story, patch_set: int) -> str:
    return f"{story.number:032x}{patch_set:08x}"


def past_info(
    story: Story, meta: str, version: Callable[[datetime], Version] = openstack
) -> Info | None:
    """Return the ChangeInfo as it was right after an act, None where `meta` names no such act.

    Where copies are listed, a vote on an old patch set is recorded before those of newer ones.
    """
    steps = []
    for place, step in enumerate(replay(story), 1):
        steps.append(step)
        if _meta(story, place) == meta:
            if step.reaches and version(step.act.at).lists:
                steps[-1] = replace(step, truth=replace(step.truth, votes=steps[-2].truth.votes))
            return _info(story, steps, version)
    return None


def _meta(story: Story, place: int) -> str:
    """Return the name of an act's record, which is its message's id too."""
    return f"{story.number:032x}{place:08x}"


def _labels(steps: list[Step], version: Callable[[datetime], Version]) -> Info:
    """Tell votes with their dates and tags; servers that list copies date them by the copying."""
    dates: dict[tuple[str, int], datetime] = {}
    tags: dict[tuple[str, int], Info] = {}
    people: dict[int, Account] = {}
    votes: Votes = {}
    for step in steps:
        people[step.act.by.number] = step.act.by
        copied = isinstance(step.act, Upload) and version(step.act.at).lists
        again = {(label, step.act.by.number) for label, _ in step.renewed}
        new = [
            key
            for key, value in step.truth.votes.items()
            if copied or key in again or votes.get(key) != value
        ]
        dates |= dict.fromkeys(new, step.act.at)
        if isinstance(step.act, Review) and version(step.act.at).modern:
            tags |= dict.fromkeys(new, {"tag": step.act.tag} if step.act.tag else {})
        votes = step.truth.votes
    labels: Info = {}
    for label, values in LABELS.items():
        cast = [
            account(people[number])
            | {"value": value, "date": stamp(dates[name, number])}
            | tags.get((name, number), {})
            for (name, number), value in sorted(votes.items())
            if name == label
        ]
        labels[label] = {"all": cast, "values": values, "default_value": 0}
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
    footers = "\n".join((*story.footers, f"Change-Id: {change_id(story.number)}"))
    return f"{story.subject}\n\n{footers}\n"


def _messages(
    story: Story, steps: list[Step], version: Callable[[datetime], Version]
) -> list[Info]:
    messages = []
    before = Truth(branch=story.branch)
    for place, step in enumerate(steps, 1):
        text, tag = message(step, version(step.act.at), before)
        act = step.act
        said: Info = {
            "id": _meta(story, place),
            "author": account(act.by),
            "date": stamp(act.at),
            "message": text,
            "accounts_in_message": [],
            "_revision_number": (
                act.patch_set if isinstance(act, Review) else step.truth.patch_set
            ),
        }
        if text:
            messages.append(said | {"tag": tag} if tag else said)
        before = step.truth
    return messages


def remarks(story: Story) -> dict[str, list[Info]]:
    """Return the comments of a change, by file or `/PATCHSET_LEVEL`, as the server serves them."""
    found: dict[str, list[Info]] = {}
    names: dict[str, str] = {}
    for place, act in enumerate(story.acts, 1):
        for number, one in enumerate(act.remarks if isinstance(act, Review) else ()):
            name = names[one.text] = f"{place:04x}_{number:04x}"
            told: Info = {
                "author": account(act.by),
                "change_message_id": _meta(story, place),
                "unresolved": one.unresolved,
                "patch_set": act.patch_set,
                "id": name,
                "updated": stamp(act.at),
                "message": one.text,
            }
            answered = {"in_reply_to": names[one.answers]} if one.answers else {}
            found.setdefault(one.path, []).append(told | answered)
    return found


def _reviewers(steps: list[Step]) -> list[Account]:
    found: dict[int, Account] = {}
    for step in steps:
        match step.act:
            case Review():
                found[step.act.by.number] = step.act.by
            case AddReviewer(reviewer=reviewer):
                found[reviewer.number] = reviewer
            case RemoveReviewer(voter=voter):
                found.pop(voter.number, None)
    return [found[number] for number in sorted(found)]
