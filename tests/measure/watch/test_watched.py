import pytest
from msgspec.structs import replace

from retro.errors import UsageError
from retro.measure import definitions, fact, facts
from retro.measure.watch import watched as watch
from retro.model.change import Status
from retro.model.team import Notes, Watch
from retro.model.watch import Watched
from tests.measure.builders import case, when

NOVA = Watch(title="Nova's use", slug="nova-v2", query="project:nova")
NOTES = Notes(watch=(NOVA,))


def seen(number=1, created="03-01", updated="03-02", status=Status.NEW, merged=""):
    return Watched(
        number=number,
        project="nova",
        status=status,
        created=when(created),
        updated=when(updated),
        merged=when(merged) if merged else None,
    )


def watched(*changes, moment="03-10", pointer=NOVA):
    (metric,) = watch.watched(Notes(watch=(pointer,)))
    return metric(case(watched={NOVA.title: changes}, moment=moment))


@pytest.mark.parametrize(
    ("change", "waits"),
    [
        (seen(), 1),
        (seen(created="03-10"), 0),
        (seen(merged="03-05", status=Status.MERGED), 0),
        (seen(merged="03-10", status=Status.MERGED), 1),
        (seen(updated="03-05", status=Status.ABANDONED), 0),
        (seen(updated="03-20", status=Status.ABANDONED), 1),
    ],
)
def test_what_is_not_known_to_be_closed_waits(change, waits):
    assert watched(change).value == waits


def test_what_came_and_went_inside_the_cycle_is_told():
    merged = seen(2, created="02-01", merged="03-05", status=Status.MERGED)
    given_up = seen(3, created="02-01", updated="03-04", status=Status.ABANDONED)
    fact = watched(seen(), merged, given_up)

    assert {part.label: part.value for part in fact.parts} == {
        "opened": 1,
        "merged": 1,
        "abandoned": 1,
    }
    assert fact.note == "Last moved on 5\N{NO-BREAK SPACE}March 2016."
    assert fact.evidence.query == "project:nova"
    assert [item.url for item in fact.evidence.items] == ["https://review.example.org/1"]


@pytest.mark.parametrize(
    "later",
    [
        seen(updated="03-20"),
        seen(updated="03-20", status=Status.ABANDONED),
        seen(updated="03-20", merged="03-20", status=Status.MERGED),
    ],
)
def test_of_what_was_touched_later_nothing_is_guessed(later):
    fact = watched(later)

    assert fact.value == 1
    assert fact.note.startswith("Last known to have moved on 1\N{NO-BREAK SPACE}March 2016.")
    assert "Touched since: 1\N{NO-BREAK SPACE}change" in fact.note
    assert {part.value for part in fact.parts if part.label != "opened"} == {0}


def test_what_was_merged_before_it_was_touched_again_is_closed():
    fact = watched(seen(updated="03-20", merged="03-05", status=Status.MERGED))

    assert fact.value == 0
    assert fact.note.startswith("Last known to have moved on 5\N{NO-BREAK SPACE}March 2016.")


def test_a_query_that_found_nothing_is_a_zero_and_one_not_asked_is_a_gap():
    (metric,) = watch.watched(NOTES)

    assert (watched().value, watched().note) == (0, "The query found nothing.")
    assert "not been collected" in metric(case()).why
    assert "not been collected" in metric(case(watched={})).why
    assert "no query" in watched(pointer=replace(NOVA, query="")).why


def test_each_piece_is_named_by_its_slug_or_its_title():
    assert Watch(title="Tempest tests, for images!").key == "tempest-tests-for-images"
    assert NOVA.key == "nova-v2"


def test_families_are_answered_and_defined_like_all_others():
    here = case(notes=NOTES)

    assert list(facts(here))[-1] == "watch.nova-v2"
    assert fact(here, "watch.nova-v2") == facts(here)["watch.nova-v2"]
    assert definitions(NOTES)["watch.nova-v2"].title == "Nova's use"
    assert "watch.nova-v2" not in definitions()
    with pytest.raises(UsageError, match=r"watch\.nova-v2"):
        fact(here, "watch.tempest")
