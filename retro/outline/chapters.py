"""The order of a retrospective: which numbers and pictures belong to which chapter."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from retro.model.facts import Evidence, Fact, Gap, Item, Picture

LIST_LIMIT = 12
"""A longer list stands on the page of its own, behind the number."""


class Outline(Struct, frozen=True, kw_only=True):
    """One chapter's place in the order.

    `facts` and `series` come first, in this order; what else a report holds under the chapter's
    `prefix` follows. `source` is what has to be collected, or done, for the chapter to speak;
    `questions` are for its writer: what only a person can say.
    """

    key: str
    title: str
    prefix: str = ""
    facts: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    source: str = ""
    questions: tuple[str, ...] = ()

    def pick(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names that belong here, in the order of reading."""
        there = tuple(names)
        first = tuple(name for name in self.facts + self.series if name in there)
        more = (name for name in there if self.owns(name))
        return first + tuple(name for name in more if name not in first)

    def owns(self, name: str) -> bool:
        """Tell whether a name is the chapter's by its prefix; the summary has none."""
        return name.startswith(f"{self.prefix}.")


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

LISTED = (
    "priorities.planned",
    "handoff.next_goals",
    "handoff.delegations",
    "community.groups",
    "features.ffe",
    "features.deferred",
    "features.will_not_make_it",
    "rhythm.review_days",
)
"""Numbers whose short list stands on the page, and in the mail, itself."""

CHAPTERS = (
    Outline(
        key="summary",
        title="Summary",
        facts=KEY_FACTS,
        series=(SIGNATURE,),
        source="Gerrit",
        questions=("What was this cycle about, in a sentence?", "What are you most glad of?"),
    ),
    Outline(
        key="features",
        title="Features",
        prefix="features",
        facts=(
            "features.landed",
            "features.deferred",
            "features.open_at_end",
            "features.will_not_make_it",
            "features.proposed",
            "features.approved",
            "features.refused",
            "features.withdrawn",
            "features.undecided",
            "features.ffe",
            "features.merged_after_freeze",
            "features.spec_freeze",
            "features.approved_after_freeze",
        ),
        series=("features.timeline", "features.funnel"),
        source="the specs repository and Launchpad's blueprints",
        questions=(
            "Which of these matter most to those who use it, and why?",
            "What did you say no to, and by which rule?",
        ),
    ),
    Outline(
        key="priorities",
        title="Priorities",
        prefix="priorities",
        facts=("priorities.planned", "priorities.missed", "priorities.focus"),
        series=("priorities.focus_weekly",),
        source="the list of priorities in cycle.yaml",
        questions=(
            "What did you promise, and where?",
            "What became of each, and what would you promise differently today?",
        ),
    ),
    Outline(
        key="community",
        title="Community",
        prefix="community",
        facts=(
            "community.cores",
            "community.cores_usual",
            "community.cores_joined",
            "community.cores_joined_late",
            "community.cores_left",
            "community.cores_returned",
            "community.cores_constant",
            "community.cores_occasional",
            "community.cores_quiet",
            "community.cores_interrupted",
            "community.reviewers",
            "community.share_by_non_cores",
            "community.first_reviews_by_non_cores",
            "community.cores_reviewing",
            "community.days_without_core_review",
            "community.core_reviews",
            "community.concentration",
            "community.concentration_core_votes",
            "community.disagreement",
            "community.newcomers",
            "community.newcomers_first_review",
        ),
        series=(
            "community.cores_daily",
            "community.reviews_weekly",
            "community.reviewers_weekly",
            "community.core_reviews_weekly",
        ),
        source="Gerrit",
        questions=(
            "Who came, who left, and how did you deal with it?",
            "What changed between people that no number shows?",
        ),
    ),
    Outline(
        key="backlog",
        title="Backlog",
        prefix="backlog",
        facts=(
            "backlog.open",
            "backlog.by_state",
            "backlog.verified",
            "backlog.verified_at_start",
            "backlog.verified_reviewed_since",
            "backlog.age",
            "backlog.patch_set_age",
            "backlog.starved",
            "backlog.starved_at_start",
            "backlog.starved_fate",
            "backlog.abandoned",
            "backlog.abandoned_by_reason",
            "backlog.abandoned_by_rule",
            "backlog.starved_abandoned",
            "backlog.abandon_candidates",
            "backlog.closure_ratio",
            "backlog.specs",
        ),
        series=(
            "backlog.by_state_daily",
            "backlog.balance_weekly",
            "backlog.age_weekly",
            "backlog.abandoned_weekly",
            "backlog.clean_up",
        ),
        source="Gerrit",
        questions=(
            "What did you do about the backlog, and would you do it again?",
            "What has waited longest, and what should become of it?",
        ),
    ),
    Outline(
        key="flow",
        title="Flow",
        prefix="flow",
        facts=(
            "flow.time_to_first_review",
            "flow.time_to_merge",
            "flow.days_to_merge_of_merged",
            "flow.review_cycle",
            "flow.patch_sets",
            "flow.rechecks",
            "flow.gate_failures",
            "flow.merged",
            "flow.merged_by_people",
            "flow.merged_by_milestone",
            "flow.merged_after_freeze",
        ),
        series=("flow.first_review", "flow.merged_within", "flow.merges_weekly"),
        source="Gerrit",
        questions=(
            "What do authors wait for, as you see it?",
            "What made merging slower, and what faster?",
        ),
    ),
    Outline(
        key="rhythm",
        title="Rhythm",
        prefix="rhythm",
        facts=("rhythm.review_days", "rhythm.effect"),
        series=("rhythm.reviews_daily",),
        source="the rhythm in cycle.yaml",
        questions=(
            "Which of your days and meetings are worth keeping?",
            "Which would nobody miss?",
        ),
    ),
    Outline(
        key="bugs",
        title="Bugs",
        prefix="bugs",
        series=("bugs.backlog_daily", "bugs.weekly"),
        source="Launchpad",
        questions=("Who reads new reports, and when?", "Which bugs held the release up?"),
    ),
    Outline(
        key="other-teams",
        title="Other teams",
        prefix="watch",
        source="the watched work of cycle.yaml",
        questions=(
            "Whose work does yours depend on, and what have you agreed with them?",
            "What did you do for others?",
        ),
    ),
    Outline(
        key="what-went-wrong",
        title="What did not go well",
        questions=("What surprised you?", "What did not work, and what came of it?"),
    ),
    Outline(
        key="thanks",
        title="Thanks",
        questions=("Whom do you thank, and for what?", "Who did what nobody sees?"),
    ),
    Outline(
        key="hand-off",
        title="Hand-off",
        prefix="handoff",
        facts=(
            "handoff.next_goals",
            "handoff.delegations",
            "handoff.dashboard_url",
            "backlog.starved",
            "backlog.abandon_candidates",
        ),
        source="the goals and delegations in cycle.yaml",
        questions=(
            "What should whoever follows do first?",
            "What would you have liked to know when you began?",
            "Which duties are still yours, and who could take them?",
        ),
    ),
)
"""The chapters in the order in which a Project Team Lead writes them; this is their one list."""

SUMMARY = CHAPTERS[0]
"""The chapter of the first screen, which picks the key numbers of all others."""

TITLES = {outline.key: outline.title for outline in CHAPTERS}
QUESTIONS = {outline.key: outline.questions for outline in CHAPTERS}


def key_facts(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the first screen's numbers, at most seven."""
    there = set(names)
    return tuple(name for name in KEY_FACTS if name in there)[:7]


def key_sentence(series: Mapping[str, Picture | Gap]) -> str:
    """Return what the picture of the first screen says, or nothing."""
    told = series.get(SIGNATURE)
    return told.sentence if isinstance(told, Picture) else ""


def short_list(fact: Fact | Gap) -> tuple[Item, ...]:
    """Return the list that stands beside a number itself, if it is one of those and short."""
    if fact.name not in LISTED or not isinstance(fact.evidence, Evidence):
        return ()
    items = fact.evidence.items
    return items if len(items) <= LIST_LIMIT else ()
