"""A build says which milestones no picture names."""

from retro.job.site.pictures import unnamed
from retro.model.facts import Mark
from retro.model.time import DAY
from tests.render.fixture import report

START = report().start
SVG = "<svg><desc>M-2 was late</desc><text>M-1 · R&amp;D sprint</text></svg>"


def marked(*labels, day=START):
    return report(marks=tuple(Mark(label, day) for label in labels))


def test_a_milestone_is_named_where_an_upright_has_it_among_its_words():
    assert unnamed(marked("M-1", "R&D sprint"), [SVG]) == []


def test_a_milestone_that_only_a_description_speaks_of_is_not_named():
    assert unnamed(marked("M-1", "M-2"), [SVG]) == ["M-2"]


def test_a_milestone_outside_of_the_days_that_pictures_show_is_no_loss():
    assert unnamed(marked("M-2", day=START - DAY), [SVG]) == []
    assert unnamed(marked("M-2", day=report().as_of + DAY), [SVG]) == []


def test_without_pictures_none_is_missed():
    assert unnamed(marked("M-2"), []) == []
