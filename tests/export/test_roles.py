"""Who somebody was to a change is told as a role, and not where few were the same."""

from contextlib import closing

import pytest

from retro.export.queries import script, views
from retro.model.team import Notes, Tenure
from tests.export.test_recount import cycle_of, exported, otherwise
from tests.measure.builders import case, change, review, upload

OTHERS = (501, 502, 503, 504, 505)


def few(cores, others):
    """A case in which so many core reviewers and others each give a review."""
    people = [*range(601, 601 + cores), *range(701, 701 + others)]
    changes = (change(n, upload("03-01"), review("03-02", by=who)) for n, who in enumerate(people))
    notes = Notes(roster=tuple(Tenure(account=str(601 + n)) for n in range(cores)))
    return case(*changes, notes=notes, moment="03-20")


def told_roles(here):
    with closing(exported(cycle_of(here))) as base:
        return {role for (role,) in base.execute("SELECT DISTINCT role FROM reviews")}


def test_five_of_each_are_told_apart():
    assert told_roles(few(5, 5)) == {"core", "other"}


@pytest.mark.parametrize(("cores", "others"), [(4, 5), (5, 4), (1, 0)])
def test_of_fewer_nobody_is_told_apart(cores, others):
    assert told_roles(few(cores, others)) == {"person"}


@pytest.mark.parametrize(("cores", "others"), [(4, 5), (5, 4), (5, 5)])
def test_numbers_by_role_are_counted_again_only_where_roles_are_told(cores, others):
    assert otherwise(few(cores, others)) == ()


@pytest.mark.parametrize(("cores", "others", "told"), [(4, 5, False), (5, 4, False), (5, 5, True)])
def test_a_view_by_role_has_no_row_where_roles_are_not_told(cores, others, told):
    asked = [f'SELECT * FROM "{view.name}"' for view in views() if view.by_role]
    with closing(exported(cycle_of(few(cores, others)))) as base:
        base.executescript(script({}))
        assert {bool(base.execute(one).fetchall()) for one in asked} == {told}
