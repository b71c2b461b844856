"""The claims of a real hand-off mail, each with the place where this tool answers it.

The table is the measure of what retro can say: *measured* and *typed* claims have a fact with the
value that the Mitaka sample must show as of 2016-03-09; *prose* is what only a person can say.
A claim whose measure is not built yet is marked by name, and fails the day it is built.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest

from retro.model.facts import Fact, Gap, Report
from retro.model.origin import Origin
from tests import sample

HAND_OFF = date(2016, 3, 9)
MEASURED, TYPED, PROSE = "measured", "typed", "prose"
BOTH = "measured and typed"
TO_COME = "not measured yet"


class Claim(NamedTuple):
    """One claim: what the mail says, where it is at home, its fact and the sample's value.

    `gap` has words of the reason where the sample can't have the number.
    """

    text: str
    home: str
    fact: str = ""
    holds: Callable[[Any], bool] = lambda value: value is not None
    to_come: bool = False
    gap: str = ""


def exactly(number: object) -> Callable[[Any], bool]:
    return lambda value: value == number


def at_least(number: float) -> Callable[[Any], bool]:
    return lambda value: value >= number


def between(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: low <= value <= high


CLAIMS = (
    Claim("no exception to the freeze was asked for", TYPED, "features.ffe", exactly(0)),
    Claim(
        "at least four features go to the next cycle",
        BOTH,
        "features.will_not_make_it",
        exactly(4),
    ),
    Claim("two of them moved, with evidence", MEASURED, "features.deferred", exactly(2)),
    Claim("ten features were completed", MEASURED, "features.landed", exactly(10)),
    Claim("the plan was changed in time", MEASURED, "features.deferral_lead_days", exactly(-5)),
    Claim("twelve core reviewers", TYPED, "community.cores", exactly(12)),
    Claim("three of them joined", TYPED, "community.cores_joined", exactly(3)),
    Claim("two of those at the end", TYPED, "community.cores_joined_late", exactly(2)),
    Claim("nine for most of the cycle", TYPED, "community.cores_usual", exactly(9)),
    Claim("one left and came back", TYPED, "community.cores_returned", exactly(1)),
    Claim("three were quiet", MEASURED, "community.cores_quiet", exactly(3)),
    Claim("five were constant", MEASURED, "community.cores_constant", exactly(5)),
    Claim("others reviewed too", MEASURED, "community.share_by_non_cores", between(0.01, 0.99)),
    Claim("the community was split, then one message", PROSE),
    Claim("the list of priorities was followed", MEASURED, "priorities.focus", between(0.05, 0.5)),
    Claim("three priorities", TYPED, "priorities.planned", exactly(3)),
    Claim("two of them missed", TYPED, "priorities.missed", exactly(2)),
    Claim("more was proposed than approved", MEASURED, "features.proposed", at_least(14)),
    Claim("the rest was refused", MEASURED, "features.refused", at_least(1)),
    Claim("or withdrawn", MEASURED, "features.withdrawn", at_least(1)),
    Claim("few features were taken on", MEASURED, "features.approved", exactly(13)),
    Claim("the backlog was cleaned up", MEASURED, "backlog.abandoned", at_least(70)),
    Claim("by a rule", MEASURED, "backlog.abandoned_by_reason", at_least(70)),
    Claim("which spared the starved", MEASURED, "backlog.starved_abandoned", between(0, 2)),
    Claim("and put them first", MEASURED, "backlog.starved_fate", at_least(20)),
    Claim("fewer than ninety wait", MEASURED, "backlog.verified", between(1, 89)),
    Claim("all reviewed in the new year", MEASURED, "backlog.verified_reviewed_since", exactly(1)),
    Claim("it used to be worse", MEASURED, "backlog.verified_at_start", at_least(120)),
    Claim(
        "a review dashboard, ordered",
        MEASURED,
        "handoff.dashboard_url",
        lambda value: value.startswith("https://review.opendev.org/"),
    ),
    Claim("review days in every milestone", TYPED, "rhythm.review_days", at_least(3)),
    Claim("bugs fixed for the release", MEASURED, "bugs.fixed_since_m3", at_least(1)),
    Claim("the first candidate looks good", MEASURED, "bugs.open_rc1"),
    Claim("two sub-teams were merged", TYPED, "community.groups", exactly(2)),
    Claim(
        "too small for sub-teams",
        MEASURED,
        "community.group_overlap",
        gap="no members of sub-teams",
    ),
    Claim("a first spec freeze", TYPED, "features.spec_freeze", exactly(date(2016, 1, 1))),
    Claim("announced late", TYPED, "features.freeze_notice_days", exactly(9)),
    Claim("with exceptions", BOTH, "features.approved_after_freeze", exactly(5)),
    Claim("the freeze brought reviews back", MEASURED, "rhythm.effect", at_least(1)),
    Claim("adoption elsewhere was missed", MEASURED, "watch.nova-v2", at_least(1)),
    Claim("the import refactor stayed a spec", MEASURED, "features.open_at_end", exactly(1)),
    Claim("lite specs did not succeed", MEASURED, "bugs.tag.lite-spec"),
    Claim("tempest got too little time", MEASURED, "watch.tempest", at_least(1)),
    Claim("goals for the next cycle", TYPED, "handoff.next_goals", at_least(3)),
    Claim("four duties were delegated", TYPED, "handoff.delegations", exactly(4)),
    Claim("thanks to everybody who gives time", PROSE),
    Claim("listen, say no, keep it small, delegate", PROSE),
)
ANSWERED = [claim for claim in CLAIMS if claim.home != PROSE and not claim.gap]


@pytest.fixture(scope="module")
def report() -> Report:
    return sample.report(HAND_OFF)


def answer(report: Report, claim: Claim) -> Fact:
    found = report.facts.get(claim.fact)
    assert found is not None, TO_COME
    assert not isinstance(found, Gap), found.why
    return found


def marked(claim: Claim) -> Any:
    marks = [pytest.mark.xfail(reason=TO_COME, strict=True)] if claim.to_come else []
    return pytest.param(claim, id=f"{claim.text} ({claim.fact})", marks=marks)


@pytest.mark.parametrize("claim", [marked(claim) for claim in ANSWERED])
def test_the_sample_answers_the_claim(report, claim):
    assert claim.holds(answer(report, claim).value)


@pytest.mark.parametrize("claim", [claim for claim in ANSWERED if not claim.to_come])
def test_a_claim_is_marked_as_typed_if_any_part_of_it_is_and_a_measured_one_is_not(report, claim):
    typed = answer(report, claim).origin is Origin.TYPED

    assert typed == (claim.home in (TYPED, BOTH))


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS if claim.gap])
def test_what_the_sample_cannot_answer_has_a_reason(report, claim):
    found = report.facts[claim.fact]

    assert isinstance(found, Gap)
    assert claim.gap in found.why


def test_what_only_a_person_can_say_is_said_in_prose():
    words = " ".join(
        path.read_text() for path in (sample.content() / "glance/mitaka").glob("*.md")
    )

    assert [word for word in ("community", "thank", "say no") if word not in words.lower()] == []


def test_the_feature_left_open_is_the_import_refactor(report):
    found = report.facts["features.open_at_end"]

    assert [item.ref for item in found.evidence.items] == ["image-import-refactor"]
