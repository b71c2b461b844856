"""The order of a retrospective: which numbers and pictures belong to which chapter."""

from collections.abc import Iterable

from msgspec import Struct

from retro.outline.key_numbers import KEY_FACTS


class Outline(Struct, frozen=True, kw_only=True):
    """One chapter's place in the order.

    Its own are the numbers and pictures under its `prefix`, in the order in which a report holds
    them; then come its `guests`, which other chapters have too. `source` is what has to be
    collected, or done, for the chapter to speak; `questions` are for its writer: what only a
    person can say.
    """

    key: str
    title: str
    prefix: str = ""
    guests: tuple[str, ...] = ()
    source: str = ""
    questions: tuple[str, ...] = ()

    def pick(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names that belong here, in the order of reading."""
        there = tuple(names)
        own = tuple(name for name in there if self.owns(name))
        return own + tuple(name for name in self.guests if name in there)

    def owns(self, name: str) -> bool:
        """Tell whether a name is the chapter's by its prefix; the summary has none."""
        return name.startswith(f"{self.prefix}.")


CHAPTERS = (
    Outline(
        key="summary",
        title="Summary",
        guests=KEY_FACTS,
        source="Gerrit",
        questions=("What was this cycle about, in a sentence?", "What are you most glad of?"),
    ),
    Outline(
        key="features",
        title="Features",
        prefix="features",
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
        source="the list of priorities in the team's notes",
        questions=(
            "What did you promise, and where?",
            "What became of each, and what would you promise differently today?",
        ),
    ),
    Outline(
        key="community",
        title="Community",
        prefix="community",
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
        source="the rhythm in the team's notes",
        questions=(
            "Which of your days and meetings are worth keeping?",
            "Which would nobody miss?",
        ),
    ),
    Outline(
        key="bugs",
        title="Bugs",
        prefix="bugs",
        source="Launchpad",
        questions=("Who reads new reports, and when?", "Which bugs held the release up?"),
    ),
    Outline(
        key="other-teams",
        title="Other teams",
        prefix="watch",
        source="the watched work of the team's notes",
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
        guests=("backlog.starved", "backlog.abandon_candidates"),
        source="the goals and delegations in the team's notes",
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
