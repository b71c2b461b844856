"""Who leads a team has one wording, and no word where the team tells nothing."""

import pytest

from retro.content import rules
from retro.content.folder import parsed
from retro.errors import ContentError
from retro.outline.leaders import leaders

TEAM = "title: Lantern\ngerrit: {server: 'https://review.example.org', projects: [lantern]}\n"
SHARED = "leadership: distributed\n"
LIAISONS = "liaisons: [{role: releases, name: Ann Anvil}, {role: bugs}]\n"


def led(more):
    return leaders(rules.team(parsed(TEAM + more, "team.yaml"), "lantern"))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("", ""),
        ("role: Project Team Lead\n", "the Project Team Lead"),
        ("role: Chair\n", "the Chair"),
        (SHARED, "the liaisons"),
        (SHARED + LIAISONS, "the liaisons for releases (Ann Anvil) and bugs"),
    ],
)
def test_a_team_is_led_by_whom_it_tells_of(more, words):
    assert led(more) == words


@pytest.mark.parametrize("more", [LIAISONS, f"{SHARED}role: Chair\n"])
def test_what_would_say_nothing_is_refused(more):
    with pytest.raises(ContentError, match="is not for a team whose leadership is"):
        led(more)
