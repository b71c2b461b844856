from datetime import date

from retro.measure.community.groups import groups
from retro.model.team import Group, Notes
from tests.measure.builders import case


def test_groups_are_listed_with_their_span():
    group = Group(name="drivers", until=date(2016, 1, 27), merged_into="core")
    (item,) = groups(case(notes=Notes(groups=(group,)))).evidence.items

    assert (
        item.state.replace("\N{NO-BREAK SPACE}", " ") == "until 27 January 2016, merged into core"
    )
