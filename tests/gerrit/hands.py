"""What a person does to a change with a browser: one REST call, or two."""

from typing import Any

from tests.gerrit.rest import Rest
from tests.world.acts import (
    LEVEL,
    Abandon,
    Act,
    AddReviewer,
    Merge,
    Move,
    RemoveReviewer,
    RemoveVote,
    Restore,
    Review,
    SetPrivate,
    SetTopic,
    SetWip,
    Story,
)


def do(rest: Rest, story: Story, act: Act) -> None:
    """Do one act, any but an upload, as the account that did it."""
    method, path, body = _call(act)
    if isinstance(act, Review) and act.remarks:
        body["comments"] = body.get("comments", {}) | _remarks(rest, story, act)
    rest(act.by.username, method, f"/changes/{story.number}/{path}", **body)


def _call(act: Act) -> tuple[str, str, dict[str, Any]]:  # noqa: C901 - a line an act
    match act:
        case Review():
            return "POST", f"revisions/{act.patch_set}/review", _review(act)
        case Merge():
            return "POST", "submit", {}
        case Abandon():
            return "POST", "abandon", {"message": act.text}
        case Restore():
            return "POST", "restore", {"message": act.text}
        case SetTopic():
            return "PUT", "topic", {"topic": act.topic}
        case SetWip():
            return "POST", "wip" if act.wip else "ready", {}
        case SetPrivate():
            return ("POST" if act.private else "DELETE"), "private", {}
        case Move():
            return "POST", "move", {"destination_branch": act.branch}
        case AddReviewer():
            return "POST", "reviewers", {"reviewer": act.reviewer.number}
        case RemoveReviewer():
            return "DELETE", f"reviewers/{act.voter.number}", {}
        case RemoveVote():
            return "DELETE", f"reviewers/{act.voter.number}/votes/{act.label}", {}
    raise TypeError(act)


def _remarks(rest: Rest, story: Story, act: Review) -> dict[str, list[dict[str, Any]]]:
    """Return an answer's comments; one that replies names that comment by the server's id."""
    there = rest(act.by.username, "GET", f"/changes/{story.number}/comments")
    names = {one["message"]: one["id"] for found in there.values() for one in found}
    said: dict[str, list[dict[str, Any]]] = {}
    for one in act.remarks:
        told: dict[str, Any] = {"message": one.text, "unresolved": one.unresolved}
        told |= {} if one.path == LEVEL else {"line": 1}
        told |= {"in_reply_to": names[one.answers]} if one.answers else {}
        said.setdefault(one.path, []).append(told)
    return said


def _review(act: Review) -> dict[str, Any]:
    said: dict[str, Any] = {"labels": dict(act.votes), "message": act.text}
    if act.comments:
        lines = [{"line": 1, "message": f"Remark {n}"} for n in range(act.comments)]
        said["comments"] = {"/COMMIT_MSG": lines}
    if act.tag:
        said["tag"] = act.tag
    if act.ready:
        said["ready"] = True
    return said
