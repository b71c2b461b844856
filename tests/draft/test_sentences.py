"""Each sentence by itself: true and grammatical for none, one, two and many."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.content import read
from retro.draft.letter import PASSAGES
from retro.draft.listing import Listing
from retro.draft.sentence import Sentence
from retro.measure import definitions
from retro.model.facts import Evidence, Fact, Gap, Item, Part
from retro.model.origin import Origin
from retro.model.team import Happening, Notes, Watch
from retro.outline import words

NOTES = Notes(
    rhythm=(Happening(kind="clean-up day", days=(date(2016, 1, 18),)),),
    watch=(Watch(title="Work in Nova", slug="nova", query="project:nova"),),
)
KNOWN = definitions(NOTES)
MAY_BE_OFF = {
    "backlog.verified",
    "backlog.verified_at_start",
    "backlog.starved",
    "backlog.starved_at_start",
}
EVERY = tuple(dict.fromkeys(one for passage in PASSAGES.values() for one in passage))
SENTENCES = tuple(one for one in EVERY if isinstance(one, Sentence))
PARTS = {
    "backlog.closure_ratio": {way: way for way in ("opened", "merged", "abandoned", "restored")},
    "backlog.starved_fate": {
        "merged": "merged",
        "abandoned_reviewed": "abandoned after a review",
        "abandoned_unreviewed": "abandoned without a review",
        "reviewed": "reviewed",
        "starved": "still starved",
    },
    "backlog.clean_up.2016-01-18": {
        "before": "the day before",
        "after": "the day after",
        "later": "30 days later",
    },
    "community.core_reviews": {"needed": "needed"},
    "community.newcomers": {"merged": "had a change merged"},
    "flow.time_to_first_review": {"p15": "15th percentile", "p85": "85th percentile"},
    "rhythm.effect": {"on": "reviews on 5 review days"},
}
NUMBER = re.compile("[−\\d](?:[\\d.\N{NO-BREAK SPACE}]*\\d)?")
MANY = "changes|people|features|proposals|bugs|days|reviews|duties|goals|exceptions|priorities"
KINDS = r"(?:open\s|verified\s|approved\s|security\s)?"
DISAGREES = re.compile(
    rf"(?<![\d.])1\s{KINDS}(?:{MANY})\b"
    rf"|(?<![\d.])(?:0|2|\d\d+)\s{KINDS}(?:change|person|feature|bug|day)\b(?!\sfreeze)"
    r"|\bnone of it\b|\b1 (?:of them )?(?:were|have|are)\b|\b[02] (?:was|has|is)\b|\s\s|\{"
)


def names(one: Sentence) -> tuple[str, ...]:
    """Return the facts that a sentence needs, one of a family standing for all."""
    return tuple(
        next(n for n in KNOWN if n.startswith(name[:-1])) if name.endswith("*") else name
        for name in one.names
    )


def fact(name: str, number: int) -> Fact:
    """Make a fact as its definition says it is, its number as large as wanted."""
    known = KNOWN[name]
    value = {"share": number / 100, "day": date(2016, 1, 1), "address": "https://example.org/"}
    parts = PARTS.get(name, {"owner": "by its owner", "bot": "by a bot"})
    return Fact(
        name=name,
        title=known.title,
        value=value.get(known.unit, number),
        unit=known.unit,
        moment=datetime(2016, 3, 10, tzinfo=UTC),
        origin=Origin.MEASURED,
        source="",
        definition=name,
        n=100,
        of=known.of,
        parts=tuple(Part(key, label, number) for key, label in parts.items()),
        note="Reviewed on or after 1 January 2016.",
    )


def told(one: Sentence, *numbers: int) -> str:
    every = (*numbers, *[numbers[-1]] * len(one.names))
    facts = {name: fact(name, n) for name, n in zip(names(one), every, strict=False)}
    return " ".join(one.said(facts))


def ids(one: Sentence) -> str:
    return one.say.__name__


@pytest.mark.parametrize("n", [0, 1, 2, 100])
def test_a_sentence_is_grammatical_for_none_one_two_and_many(n):
    said = {words for one in SENTENCES if (words := told(one, n))}

    assert len(said) > len(SENTENCES) / 2
    assert [words for words in said if not (words[0].isupper() or words[0].isdigit())] == []
    assert [words for words in said if words[-1] not in ".>"] == []
    assert [words for words in said if DISAGREES.search(words)] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_each_number_in_a_sentence_is_one_of_its_facts(numbers):
    for one in SENTENCES:
        said = told(one, *numbers)
        facts = [fact(name, n) for name, n in zip(names(one), numbers, strict=False)]

        assert {*NUMBER.findall(said)} <= allowed(facts), said


def allowed(facts: list[Fact]) -> set[str]:
    """Return how the numbers of some facts read: values, samples, parts, and those of labels."""
    found: set[str] = set()
    for one in facts:
        values = [one.n, *(part.value for part in one.parts), one.value]
        for value in values:
            if isinstance(value, int | float):
                found |= {words.number(value), words.number(abs(value))}
                found.add(words.share(value).split("\N{NO-BREAK SPACE}")[0])
        texts = (words.value(one), one.title, one.note, *(part.label for part in one.parts))
        found |= {number for text in texts for number in NUMBER.findall(text)}
    return found | {"−1", "3"}  # "M-3" is a milestone's name


DOUBTED = [one for one in SENTENCES if MAY_BE_OFF & set(one.names)]


@pytest.mark.parametrize("one", DOUBTED, ids=ids)
@pytest.mark.parametrize(("then", "now"), [(61, 47), (47, 61), (47, 47)])
def test_a_number_that_may_be_off_is_said_with_by_how_much(one, then, now):
    facts = {
        name: replace(fact(name, n), off=5, parts=(Part("a", "of kind a", 43, 2),))
        for name, n in zip(one.names, (then, now) if len(one.names) > 1 else (now,), strict=True)
        if name in MAY_BE_OFF
    }
    words = " ".join(one.said(facts)).replace("\N{NO-BREAK SPACE}", " ")

    assert " ± 5" in words
    assert re.findall(r"\b(?:47|61|43)\b(?! ±)", words) == []


@pytest.mark.parametrize(("off", "verb"), [(0, "fell"), (6, "fell"), (7, "went")])
def test_the_backlog_fell_only_where_what_may_be_off_can_not_make_up_for_it(off, verb):
    names = ("backlog.verified_at_start", "backlog.verified")
    start, now = (replace(fact(name, n), off=off) for name, n in zip(names, (61, 48), strict=True))
    (one,) = (one for one in SENTENCES if one.names == names)

    assert f" {verb} from 61" in one.say(start, now)


def test_the_slots_of_a_sentence_are_its_facts():
    for one in SENTENCES:
        named = one.steady.replace("{*}", f"{{{names(one)[0]}}}")

        assert {slot.name for slot in read(named).slots} <= set(names(one))


def test_no_noun_that_counts_follows_a_slot():
    for one in SENTENCES:
        after = re.findall(r"\} (\w+)", one.steady)

        assert [word for word in after if word.endswith("s") and word != "days"] == [], one
        assert not re.search(r"\} (?:is|are|was|were|has|have)\b", one.steady)


def test_a_sentence_is_silent_where_a_number_is_not_known():
    for one in SENTENCES:
        known = {name: fact(name, 2) for name in names(one)}
        known[names(one)[-1]] = Gap(name="x", title="X", why="not collected")

        assert [*one.said(known), *one.slotted(known)] == [], one


def test_every_name_is_that_of_a_measure():
    for one in EVERY:
        named = (one.name,) if isinstance(one, Listing) else names(one)

        assert set(named) <= set(KNOWN)


def test_a_title_from_a_server_stays_a_title():
    item = Item(ref="1", project="p", title="1. {x.y} [a](b) *c* <d> `e`", url="", state="open")
    listing = fact("features.landed", 1)
    text = Listing("features.landed", "Landed").said(
        {"features.landed": replaced(listing, item)}, longest=12
    )

    assert text.endswith(r"- 1\. \{x.y\} \[a\](b) \*c\* \<d\> \`e\`, open")


def test_a_long_list_is_left_to_the_page():
    items = [Item(ref=str(n), project="p", title=str(n), url="") for n in range(3)]
    known = {"features.landed": replaced(fact("features.landed", 3), *items)}

    assert Listing("features.landed", "Landed").said(known, longest=2) == ""


def test_a_list_that_no_page_shows_by_itself_gets_a_slot():
    item = Item(ref="1", project="p", title="Signing", url="")
    known = {n: replaced(fact(n, 1), item) for n in ("features.open_at_end", "features.deferred")}

    assert Listing("features.open_at_end", "Open").slotted(known) == "{list features.open_at_end}"
    assert Listing("features.deferred", "Deferred").slotted(known) == ""


def replaced(one: Fact, *items: Item) -> Fact:
    return replace(one, evidence=Evidence(items=items))


def test_features_of_which_nobody_can_tell_are_said_beside_the_bounds_of_the_others():
    between = {"between": (0, 12), "off": 12}
    known = {
        "features.landed": replace(fact("features.landed", 1), between=(1, 13), off=12),
        "features.open_at_end": replace(fact("features.open_at_end", 0), **between),
        "features.given_up": replace(fact("features.given_up", 0), **between),
        "features.unknown": replace(fact("features.unknown", 12), note="2 have code."),
    }
    said = " ".join(text for one in PASSAGES["features"] for text in _said(one, known))

    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "1 to 13 features landed. 0 to 12 approved features are still open, and 0 to 12 were "
        "given up. What became of 12 approved features is not known. 2 have code."
    )


def _said(one: object, known: dict[str, Fact | Gap]) -> list[str]:
    return list(one.said(known)) if isinstance(one, Sentence) else []


@pytest.mark.parametrize("numbers", [(12, 4, 1), (7, 7, 7), (1, 0, 0)])
def test_linked_words_are_those_of_today_once_their_slots_are_filled(numbers):
    for one in SENTENCES:
        known = {name: fact(name, n) for name, n in zip(names(one), numbers, strict=False)}
        filled = [
            re.sub(r"\{(.+?)\}", lambda slot, known=known: words.value(known[slot[1]]), text)
            for text in one.linked(known)
        ]

        assert filled == [*one.said(known)]


def test_a_number_that_two_facts_share_is_no_link_to_either():
    (one,) = (one for one in SENTENCES if one.names == ("features.proposed", "features.approved"))
    apart = {name: fact(name, n) for name, n in zip(one.names, (25, 13), strict=True)}
    alike = {name: fact(name, n) for name, n in zip(one.names, (13, 13), strict=True)}

    (linked,) = one.linked(apart)
    assert linked.startswith("{features.proposed}\N{NO-BREAK SPACE}features")
    assert "{features.approved} of them" in linked
    assert [*one.linked(alike)] == [*one.said(alike)]


def test_no_steady_words_say_that_things_number():
    assert [one for one in SENTENCES if re.search(r"\bnumbers? \{", one.steady)] == []
