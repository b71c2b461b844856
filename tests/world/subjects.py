"""Subjects for changes: made up, plausible, and some that try to do harm."""

from random import Random

_VERB_LIST = (
    "Tighten Simplify Document Guard Split Rename Drop Retry Log Cache Validate Speed-up "
    "Unify Cover Deprecate Reorder Isolate Trim Correct Complete"
)
_VERBS = _VERB_LIST.split()
_THINGS = (
    "the image location check",
    "upload size limits",
    "the member status transitions",
    "task cleanup after errors",
    "the namespace listing",
    "paging of large listings",
    "the swift chunk reader",
    "the ceph pool lookup",
    "policy loading",
    "the schema of properties",
    "the registry client's session",
    "checksum handling",
    "the scrubber's queue",
    "copy-from timeouts",
    "the cache pruner",
    "tag updates",
    "the functional test server",
    "database migration tests",
    "store capability checks",
    "the command line help",
    "the progress bar",
    "metadata definition imports",
    "quota errors",
    "the image import call",
    "certificate options",
    "the healthcheck middleware",
)
_TAILS = (
    "",
    "",
    "",
    " in the v2 API",
    " for shared images",
    " when the backend is slow",
    " on retries",
    " under Python 3",
    " for admins",
    " in unit tests",
    " with empty values",
    " after a restart",
)
HOSTILE = {
    7: 'Escape <b>markup</b> & "quotes" in image names',
    31: "Accept naïve Ünïcode tags – 日本語, ‮עברית‬ – in v2",
    57: "Keep {backlog.verified} and [links](https://example.org) as plain text",
}
_CHORES = ("Updated from the requirements list", "Imported translations", "Sync common test files")
_NOTES = (
    "Fix a typo in the template",
    "Say how lite specs are filed",
    "Link the review rules from the index",
    "Mend the table of a liberty spec",
    "Name the drivers of an old spec",
    "Make the page build without warnings",
)


def subject(rng: Random, place: int) -> str:
    """Return a subject for the change at a place."""
    if place in HOSTILE:
        return HOSTILE[place]
    return f"{rng.choice(_VERBS)} {rng.choice(_THINGS)}{rng.choice(_TAILS)}"


def chore(rng: Random) -> str:
    """Return a subject for a change made by a bot."""
    return rng.choice(_CHORES)


def note(rng: Random) -> str:
    """Return a subject for a small change to the specs repository."""
    return rng.choice(_NOTES)
