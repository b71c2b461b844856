"""What the cycle before left stands in the chapter of the hand-off, a line a kind."""

from retro.draft.hand_off import loop
from retro.model.facts import Evidence, Part
from retro.model.origin import Origin
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.words import NBSP
from retro.render import pages
from tests.render.fixture import HOSTILE, THEME, fact, gap, item, report

MERGED, MET, OPEN = "starved changes: merged", "goals: met", "goals: still open"
MANY = tuple(item(f"Change {n}", ref=f"lamp {n}", state=MERGED) for n in range(LIST_LIMIT + 1))
GOALS = (
    item(HOSTILE, ref="", state=MET, url="https://lists.example.org/1", note="It took a year."),
    item("Glow", ref="", state=OPEN),
)
PARTS = (
    Part("starved.merged", MERGED, 13),
    Part("goals.met", MET, 1),
    Part("goals.open", OPEN, 1),
)
LEFT = fact(
    "handoff.threads",
    15,
    unit="threads",
    origin=Origin.TYPED,
    parts=PARTS,
    evidence=Evidence(items=(*MANY, *GOALS)),
    note="Nobody wrote down duties of Elder.",
)


def page(*facts):
    made = pages(report(*facts), (), {}, [THEME])["index.html"].decode()
    return made.replace(NBSP, " ")


def block(*facts):
    _, found, rest = page(*facts).partition('<div class="threads"')
    return found + rest.partition("</section>")[0] if found else ""


def test_each_kind_is_one_line_that_says_what_became_of_how_many():
    made = block(LEFT)

    assert "13 starved changes: 13 merged" in made
    assert "2 goals: 1 met, 1 still open" in made
    assert "Nobody wrote down duties of Elder." in made


def test_each_kind_bears_the_mark_of_where_its_numbers_come_from():
    kinds = block(LEFT, fact("backlog.starved_fate", origin=Origin.SIMULATED)).split("<li>")

    assert "†" in kinds[1]
    assert "‡" in kinds[2]
    assert "†" not in kinds[2]


def test_a_short_kind_folds_its_list_and_a_long_one_leaves_it_behind_the_number():
    made = block(LEFT)

    assert made.count("<details>") == 1
    assert "Change 0" not in made
    assert 'href="evidence/handoff.threads.html"' in made
    assert '<a href="https://lists.example.org/1" rel="noreferrer">' in made
    assert "It took a year." in made
    assert HOSTILE not in made


def test_the_number_stands_once_under_its_own_anchor():
    made = page(LEFT)

    assert made.count('id="handoff.threads"') == 1
    assert 'href="method.html#handoff.threads"' in made


def test_where_nothing_was_left_or_nobody_knows_there_are_no_lines():
    assert not block(fact("handoff.threads", 0, unit="threads", parts=()))
    assert not block(gap("handoff.threads"))


def test_the_drafted_letter_says_it_kind_by_kind():
    (said,) = loop.said({"handoff.threads": LEFT})

    assert said.replace(NBSP, " ") == (
        "The cycle before left 15 threads to this one. "
        "13 starved changes: 13 merged; 2 goals: 1 met, 1 still open."
    )
