"""The simulated team keeps to the public record of Glance in Mitaka."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.world.acts import Story
from tests.world.archive import archive
from tests.world.frame import account
from tests.world.landings import NEW
from tests.world.mitaka import SEED, world
from tests.world.people import BOT
from tests.world.record import (
    FEATURES,
    FIRST_WEEK,
    FREEZE,
    GLANCE,
    MERGES_PER_WEEK,
    SPECS,
    TOTALS,
    week,
)
from tests.world.rota import midnight
from tests.world.tally import merged_at

WEEKS = len(MERGES_PER_WEEK)


def merged(project: str) -> list[Story]:
    begin, end = midnight(FIRST_WEEK), midnight(week(WEEKS))
    return [
        story
        for story in world().stories
        if story.project == project
        and story.branch == "master"
        and (at := merged_at(story))
        and begin <= at < end
    ]


def test_glance_merges_as_many_a_week_as_on_record():
    weeks = Counter((merged_at(s).date() - FIRST_WEEK).days // 7 for s in merged(GLANCE))
    assert tuple(weeks[place] for place in range(WEEKS)) == MERGES_PER_WEEK


@pytest.mark.parametrize(("project", "told"), TOTALS.items())
def test_each_repository_merges_what_is_on_record(project, told):
    stories = merged(project)
    bugs = sum(any(line.startswith("Closes-Bug") for line in s.footers) for s in stories)
    assert (len(stories), sum(s.owner != BOT for s in stories), bugs) == told


def test_glance_has_as_many_authors_and_new_ones_as_on_record():
    authors = {story.owner for story in merged(GLANCE)} - {BOT}
    assert len(authors) == 87
    known = {row["owner"]["_account_id"] for row in archive(SEED) if row["project"] == GLANCE}
    known |= {
        story.owner.number
        for story in world().stories
        if story.project == GLANCE and (at := merged_at(story)) and at < midnight(FIRST_WEEK)
    }
    assert {who for who in authors if account(who)["_account_id"] not in known} == set(NEW)


def test_after_the_freeze_two_of_29_merges_name_a_blueprint():
    late = [s for s in merged(GLANCE) if merged_at(s) >= midnight(FREEZE + timedelta(days=1))]
    assert len(late) == 29
    assert sum("blueprint" in " ".join(story.footers) for story in late) == 2


def test_specs_are_approved_and_moved_on_the_recorded_days():
    approved = {
        (story.files, merged_at(story).date()) for story in merged(SPECS) if len(story.files) < 3
    }
    for feature in FEATURES:
        path = f"specs/mitaka/approved/{feature.spec}.rst"
        assert ((path,), feature.approved) in approved
        if feature.moved:
            assert ((path, f"specs/{feature.to}/{feature.spec}.rst"), feature.moved) in approved
    assert len(merged(SPECS)) == 39
