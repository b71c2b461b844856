"""Which numbers, lists and picture stand out, before any chapter is read."""

from collections.abc import Iterable, Mapping

from retro.model.facts import Evidence, Fact, Gap, Item, Picture

KEY_FACTS = (
    "backlog.verified",
    "backlog.verified_at_start",
    "flow.time_to_first_review",
    "community.cores",
    "community.share_by_non_cores",
    "flow.merged_by_people",
    "features.landed",
    "features.ffe",
)
"""The numbers of the first screen; the first seven that a report knows of are shown."""

SIGNATURE = "backlog.by_state_daily"
"""The picture of the first screen."""

POSTER_LINE = "backlog.verified_daily"
"""The line of the first screen, drawn there and nowhere else."""

AHEAD = ("features.to_go_daily", "backlog.verified_ahead")
"""Pictures that only a cycle that runs has; the first that is known stands with its days ahead."""

LISTED = (
    "priorities.planned",
    "handoff.next_goals",
    "handoff.delegations",
    "community.groups",
    "community.thin_spots",
    "features.ffe",
    "features.deferred",
    "features.will_not_make_it",
    "rhythm.review_days",
)
"""Numbers whose short list stands on the page, and in the mail, itself."""

ENDINGS = {"features.landed": "landed", "features.will_not_make_it": "slipped"}
"""Numbers whose lists stand side by side in their chapter, line by line, each with its word."""

_AMONG_ENDINGS = (*ENDINGS, "features.deferred")
"""Numbers whose lists have nothing that those side by side have not."""

ON_PAGE = frozenset((*LISTED, *ENDINGS))
"""Numbers whose list a page shows without being asked."""

LIST_LIMIT = 12
"""A longer list stands on the page of its own, behind the number."""


def key_facts(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the first screen's numbers, at most seven."""
    there = set(names)
    return tuple(name for name in KEY_FACTS if name in there)[:7]


def key_sentence(series: Mapping[str, Picture | Gap]) -> str:
    """Return what the picture of the first screen says, or nothing."""
    picture = series.get(SIGNATURE)
    return picture.sentence if isinstance(picture, Picture) else ""


def short_list(fact: Fact | Gap) -> tuple[Item, ...]:
    """Return the list that stands beside a number itself, if it is one of those and short."""
    if fact.name not in LISTED or not isinstance(fact.evidence, Evidence):
        return ()
    items = fact.evidence.items
    return items if len(items) <= LIST_LIMIT else ()


def beside(fact: Fact) -> tuple[Item, ...]:
    """Return the list that stands beside a number on a page, if it stands nowhere else on it."""
    return () if fact.name in _AMONG_ENDINGS else short_list(fact)
