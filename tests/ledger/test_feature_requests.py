"""Features that a bug asks for, in place of a blueprint: landed when the bug was fixed."""

from retro.model.bug import BugTask, Spell, Standing
from retro.model.feature import Outcome
from tests.ledger.feature_builders import feature, spec, step, when

ASKED = spec(step("2015-11-20", "entered", "mitaka/approved/thing.rst", bug=7))


def bug(*spells, number=7, project="team"):
    """Make a bug of pairs of a day and how it stood from then on, open before."""
    born = when("2015-11-01")
    told = (Spell(when(day), standing) for day, standing in spells)
    return BugTask(
        number=number,
        project=project,
        title="Let lamps burn",
        importance="Wishlist",
        created=born,
        visible=born,
        spells=(Spell(born, Standing.OPEN), *told),
    )


def asked(*bugs, moment="2016-03-09"):
    return feature(ASKED, bugs=bugs, moment=moment)


def test_it_landed_on_the_day_on_which_the_bug_was_fixed():
    found = asked(bug(("2016-02-01", Standing.FIXED)))

    assert (found.outcome, found.since) == (Outcome.LANDED, when("2016-02-01"))
    assert any("bug 7 of team was fixed on" in said for said in found.evidence)


def test_before_that_day_and_while_another_project_has_it_open_it_is_open():
    fixed = bug(("2016-02-01", Standing.FIXED))

    assert asked(fixed, moment="2016-01-30").outcome is Outcome.OPEN
    assert asked(fixed, bug(project="client")).outcome is Outcome.OPEN


def test_a_bug_that_was_closed_without_a_fix_or_is_not_there_decides_nothing():
    assert asked(bug(("2015-11-02", Standing.CLOSED))).outcome is Outcome.UNKNOWN
    assert asked(bug(number=8)).outcome is Outcome.UNKNOWN


def test_a_bug_that_was_fixed_before_the_cycle_is_told_as_a_doubt():
    born = when("2015-01-01")
    spells = (Spell(born, Standing.OPEN), Spell(when("2015-06-01"), Standing.FIXED))
    old = BugTask(
        number=7,
        project="team",
        title="Old",
        importance="Low",
        created=born,
        visible=born,
        spells=spells,
    )

    assert asked(old).outcome is Outcome.UNKNOWN
    assert any("outside of this cycle" in said for said in asked(old).conflicts)
