"""The card for other sites: its size, its words inside, and the same bytes each time."""

from importlib import import_module

import pytest
from msgspec.structs import replace

from retro.draw import card
from retro.poster import Answer, Figure, Poster, Step
from tests.draw.world import LOOK, pixels, words

BACKLOG = Answer(
    label="Backlog",
    figures=(Figure(text="164", fact="a"), Figure(text="81", fact="b")),
    joint="→",
    unit="waiting changes",
    way="↓ 51 %",
)
POSTER = Poster(
    finding="The backlog halved",
    promises=(),
    backlog=BACKLOG,
    features=Answer(label="Features", says="No specs repository is named."),
    team=Answer(label="Core team", figures=(Figure(text="12", fact="c"),), says="Five review."),
    heading="Whoever follows: do these three first",
    steps=(Step(does="Review 14 changes", fact="d", rest="that nobody has looked at."),),
)


def written(monkeypatch, poster: Poster) -> list[str]:
    texts: list[str] = []
    drawn = lambda canvas, *_: texts.extend(words(canvas)) or b""  # noqa: E731
    monkeypatch.setattr(import_module("retro.draw.card"), "opaque", drawn)
    card(poster, "Glance in Mitaka", "final edition", LOOK)
    return texts


def test_a_card_has_the_size_that_is_asked_for_and_no_seam():
    dots = pixels(card(POSTER, "Glance in Mitaka", "final edition", LOOK))

    assert dots.shape == (630, 1200, 3)


def test_a_card_is_the_same_every_time():
    assert card(POSTER, "x", "y", LOOK) == card(POSTER, "x", "y", LOOK)


@pytest.mark.parametrize("text", ["164 → 81", "not known", "↓ 51 %", "Review 14 changes"])
def test_a_card_says_what_the_first_screen_says(monkeypatch, text):
    assert any(text in one for one in written(monkeypatch, POSTER))


def test_words_too_long_for_a_card_are_cut_and_no_word_leaves_it(monkeypatch):
    long = "A finding that goes on for longer than any card has room for " * 5
    told = written(monkeypatch, replace(POSTER, finding=long))

    assert any("[...]" in one or "…" in one for one in told)
    assert all(len(one) < 60 for one in told)


def test_a_dollar_is_no_formula(monkeypatch):
    assert any("$x$" in one for one in written(monkeypatch, replace(POSTER, finding="Of $x$")))
