"""What a writer should hear of the words."""

from retro.content import Answer, Vocabulary, asked, doubts, needless
from retro.model.facts import Evidence, Part
from tests.render.fixture import chapter, fact, gap, report, series

ANSWER = {"backlog.open < 90": Answer(text="In the morning.", line=3)}


def known(value=97, **more):
    empty = fact("features.ffe", 0, evidence=Evidence(items=()))
    parted = fact("backlog.by_state", evidence=None, parts=(Part("reviewable", "reviewable", 80),))
    told = (fact(value=value), empty, parted, gap("bugs.new"))
    return Vocabulary(report(*told, pictured=(series(), gap("flow.merges")), **more), {})


def said(text, **more):
    return [f"{d.where}: {d.what}" for d in doubts([chapter(text, **more)], known())]


def test_words_that_hold_raise_no_doubt():
    text = "{backlog.open} [under 100]{backlog.open < 100}\n\n{table backlog.by_state}"

    assert said(f"{text}\n\n{{list backlog.open}}\n\n{{chart backlog.by_state_daily}}") == []


def test_doubts_come_in_the_order_of_the_words():
    text = "{bugs.new}\n[few]{backlog.open < 90}\n\n{list features.ffe}\n\n{chart flow.merges}"

    assert said(f"{text}\n\n[none]{{bugs.new = 0}}") == [
        "content/glance/mitaka/backlog.md:1: bugs.new is not known: Launchpad was not collected",
        "content/glance/mitaka/backlog.md:2: “few” does not hold: measured 97",
        "content/glance/mitaka/backlog.md:4: features.ffe makes no list: The list is empty",
        "content/glance/mitaka/backlog.md:6: flow.merges makes no chart: "
        "Launchpad was not collected",
        "content/glance/mitaka/backlog.md:8: “none” can't be checked: Launchpad was not collected",
    ]


def test_an_answered_claim_raises_no_doubt():
    assert said("[few]{backlog.open < 90}", answers=ANSWER) == []


def test_an_answer_is_needless_if_its_claim_holds_in_every_edition():
    words = [chapter("[few]{backlog.open < 90}", answers=ANSWER)]
    early, late = (words, known(87, edition="early")), (words, known(97))

    assert needless([early, late]) == ()
    (doubt,) = needless([early])
    assert doubt.where == "content/glance/mitaka/backlog.md:3"
    assert "no longer needed" in doubt.what


def test_asked_names_the_numbers_that_words_want_at_other_moments():
    words = chapter(
        "{a.b} {a.b @ M-2} `{a.b @ M-3}` [x]{a.c @ start < a.d @ M-1} [y]{a.e < 3}\n\n"
        "{list a.f @ start}"
    )

    assert asked([words]) == {
        ("a.b", "M-2"),
        ("a.c", "start"),
        ("a.d", "M-1"),
        ("a.f", "start"),
    }
