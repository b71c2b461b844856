from datetime import date

from retro.measure.community.groups import group_overlap, groups
from retro.model.team import Group, Notes, Tenure
from tests.measure.builders import case

ROSTER = (Tenure(account="ann"), Tenure(account="ben", until=date(2016, 3, 1)))


def test_groups_are_listed_with_their_span():
    group = Group(name="drivers", until=date(2016, 1, 27), merged_into="core")
    (item,) = groups(case(notes=Notes(groups=(group,)))).evidence.items

    assert (
        item.state.replace("\N{NO-BREAK SPACE}", " ") == "until 27 January 2016, merged into core"
    )


def test_members_who_are_core_reviewers_at_the_groups_time_are_counted_once():
    drivers = Group(name="drivers", members=("ann", "13", "nobody"))
    early = Group(name="early", members=("11", "ben"), until=date(2016, 2, 1))
    known = case(notes=Notes(roster=ROSTER, groups=(drivers, early)))
    told = group_overlap(known)

    assert (told.value, told.n) == (2 / 4, 4)
    assert told.note.endswith("No account is known for 1 of the members.")
    assert [
        item.state.replace("\N{NO-BREAK SPACE}", " ") for item in groups(known).evidence.items
    ] == [
        "1 of its 3 members core reviewers",
        "until 1 February 2016, 2 of its 2 members core reviewers",
    ]


def test_without_members_there_is_no_overlap_to_tell():
    known = case(notes=Notes(roster=ROSTER, groups=(Group(name="drivers"),)))

    assert "no members" in group_overlap(known).why
