"""Work on what the team promised: changes with a promise's topic, and a spec of long talk."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.world.draft import Desk, Draft
from tests.world.people import BOT
from tests.world.record import CLIENT, GLANCE, HANDOFF, SPECS, START
from tests.world.rota import DAY, HOUR
from tests.world.tally import merged_at

TALK = 26
"""Comments that the spec of the import workflow got beside the reviews of any spec."""
PAPER = 5
"""Small changes to the specs repository that mend that spec after it was approved."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise's topic, how many merged changes of a project bear it, and their subjects."""

    topic: str
    project: str
    changes: int
    subjects: tuple[str, ...]


PROMISED = (
    Promised(
        "interop",
        GLANCE,
        34,
        (
            "Answer uploads with the status that interoperability asks for",
            "Let the schema tell what every cloud supports",
            "Cover the required image calls by functional tests",
            "Return one error for a missing image everywhere",
            "Mark the members call as required",
        ),
    ),
    Promised(
        "use-images-v2",
        CLIENT,
        11,
        (
            "Translate version 1 headers for those who move to version 2",
            "Offer the version 2 call that servers need for locations",
            "Keep the size of an image when only its properties change",
        ),
    ),
)


def keep_promises(desk: Desk, drafts: Iterable[Draft]) -> None:
    """Give the promises' topics to changes that merge in the cycle, and one spec its long talk."""
    merged = [(at, draft) for draft in drafts if (at := merged_at(draft.story(0)))]
    inside = [draft for at, draft in merged if START + 20 * DAY < at < HANDOFF]
    for promise in PROMISED:
        free = [draft for draft in inside if _free(draft, promise.project)]
        for place, draft in enumerate(_spread(free, promise.changes)):
            _name(draft, promise.topic, promise.subjects[place % len(promise.subjects)])
    [spec] = [draft for _, draft in merged if draft.subject.endswith(" image import refactor")]
    _talk(desk, spec)
    notes = [draft for draft in inside if draft.script.project == SPECS and not draft.footers]
    for draft in _spread([draft for draft in notes if "Move" not in draft.subject], PAPER):
        _name(draft, "bp/image-import-refactor", "Say more of the states of an import")


def _free(draft: Draft, project: str) -> bool:
    script = draft.script
    return script.project == project and script.owner is not BOT and not draft.footers


def _spread(drafts: list[Draft], count: int) -> list[Draft]:
    """Return so many of the changes, at even distances."""
    return drafts[:: max(len(drafts) // count, 1)][:count]


def _name(draft: Draft, topic: str, subject: str) -> None:
    draft.subject = subject
    draft.script.topic(draft.script.acts()[0].at + HOUR, topic)


def _talk(desk: Desk, draft: Draft) -> None:
    """Write comments over the whole life of a spec."""
    script, acts = draft.script, draft.story(0).acts
    rng = desk.dice(f"talk of {draft.subject}")
    created, merged = acts[0].at, acts[-1].at
    for _ in range(TALK):
        at = created + (merged - created) * rng.uniform(0.03, 0.9)
        patch_sets = sum(1 for upload in script.uploads if upload < at)
        pick = script.rota.core if rng.random() < 0.6 else script.rota.other
        script.say(
            at,
            pick(rng, at, script.owner),
            comments=rng.randint(1, 9),
            late=script.patch_set - patch_sets,
        )
