"""The frame of a ChangeInfo: what every answer has, whatever was asked for."""

from datetime import datetime
from typing import Any

from tests.world.people import JENKINS, MACHINES, Account

Info = dict[str, Any]


def row(number: int, project: str, owner: Account, created: datetime, merged: datetime) -> Info:
    """Return a merged change as a query without options shows it."""
    info = frame(number, project, owner, created, merged, "MERGED")
    return info | {"submitted": stamp(merged), "submitter": account(JENKINS)}


def frame(
    number: int, project: str, owner: Account, created: datetime, updated: datetime, status: str
) -> Info:
    """Return the fields that every ChangeInfo has, whatever was asked for."""
    return {
        "id": f"{quoted(project)}~{number}",
        "triplet_id": f"{quoted(project)}~master~{change_id(number)}",
        "project": project,
        "branch": "master",
        "hashtags": [],
        "change_id": change_id(number),
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


def change_id(number: int) -> str:
    """Return a Change-Id."""
    return f"I{number:040x}"


def quoted(project: str) -> str:
    """Return a project's name as it stands in an id."""
    return project.replace("/", "%2F")
