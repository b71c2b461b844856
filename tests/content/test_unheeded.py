"""What a team's files name and nothing matches is told with its line and the nearest name."""

from datetime import date

import pytest

from retro.content import Names, unheeded

TEAM = """\
title: Team
gerrit:
  server: https://gerrit.example.org
  projects: [team/code, team/lib*]
  specs: [team/specz]
  ci: {accounts: [third-party]}
  bots: [propsal-bot]
  people:
    - ["7", "ann"]
  formerly: {team/code: [team/old], team/kode: [team/older]}
"""
CYCLE = """\
dates: {start: 2021-03-01, release: 2021-03-26, milestones: {M-1: 2021-05-10, RC1: none}}
roster:
  - account: luca
  - account: "9999999"
  - account: ann
priorities:
  - title: One
    features: [image-prats, topic-there]
freezes:
  - {name: spec freeze, day: 2020-03-10}
deferred:
  - {item: a thing in words}
  - {item: import-image}
ffe:
  - {item: late-one}
groups:
  - {name: drivers, merged_into: Drivrs}
  - {name: Drivers, merged_into: core reviewers}
watch:
  - title: Nova
    query: projct:foo
"""
KNOWN = Names(
    accounts=frozenset(("ann", "luka", "7", "proposal-bot")),
    projects=frozenset(("team/code", "team/lib-one", "team/specs")),
    work=frozenset(("image-parts", "topic-there")),
    refused={"Nova": "400 Unsupported operator projct:foo"},
    days=(date(2021, 3, 1), date(2021, 3, 26)),
)


@pytest.fixture
def told(tmp_path):
    folder = tmp_path / "team/dusk"
    folder.mkdir(parents=True)
    (folder.parent / "team.yaml").write_text(TEAM)
    (folder / "cycle.yaml").write_text(CYCLE)
    found = unheeded(tmp_path, "team", "dusk", KNOWN)
    return {doubt.where.rpartition("/")[2]: doubt for doubt in found}


@pytest.mark.parametrize(
    ("where", "what", "hint"),
    [
        ("team.yaml:5", "team/specz is a project without any change", "did you mean team/specs?"),
        ("team.yaml:6", "third-party is an account", "correct it"),
        ("team.yaml:7", "propsal-bot is an account", "did you mean proposal-bot?"),
        ("team.yaml:10", "team/kode is a project without any change", "correct it"),
        ("cycle.yaml:1", "M-1 is on 2021-05-10, outside of the cycle", "from 2021-03-01"),
        ("cycle.yaml:3", "luca is an account on no change", "did you mean luka?"),
        ("cycle.yaml:4", "9999999 is an account on no change", "correct it"),
        ("cycle.yaml:8", "image-prats is neither a feature", "did you mean image-parts?"),
        ("cycle.yaml:10", "spec freeze is on 2020-03-10", "from 2021-03-01"),
        ("cycle.yaml:13", "import-image is neither a feature", "correct it"),
        ("cycle.yaml:15", "late-one is neither a feature", "correct it"),
        ("cycle.yaml:17", "no group is called “Drivrs”", "did you mean Drivers?"),
        ("cycle.yaml:21", "Unsupported operator projct:foo", "make collect"),
    ],
)
def test_what_matches_nothing_is_told_with_its_line_and_the_nearest_name(told, where, what, hint):
    assert what in told[where].what
    assert hint in told[where].hint


def test_what_is_known_and_what_is_told_in_words_is_no_slip(told):
    assert len(told) == 13


def test_a_name_for_every_cycle_may_be_idle_in_one_unless_it_is_a_slip(told):
    assert [where for where, doubt in told.items() if doubt.idle] == [
        "team.yaml:6",
        "team.yaml:10",
    ]


def test_what_a_record_cannot_tell_is_no_slip(tmp_path):
    (tmp_path / "team/dusk").mkdir(parents=True)
    (tmp_path / "team/team.yaml").write_text(TEAM.replace("propsal", "proposal"))
    found = unheeded(tmp_path, "team", "dusk", Names(accounts=KNOWN.accounts, days=KNOWN.days))

    assert [doubt.what.split()[0] for doubt in found] == ["third-party"]


def test_a_chapter_that_is_a_slip_of_a_known_one_is_told_and_one_of_ones_own_is_none(tmp_path):
    home = tmp_path / "team/dusk"
    home.mkdir(parents=True)
    (tmp_path / "team/team.yaml").write_text("title: Team\n")
    for key in ("featurs", "handoff", "features", "what-went-well", "our-flow"):
        (home / f"{key}.md").write_text("Words.\n")
    slips = unheeded(tmp_path, "team", "dusk", KNOWN)

    assert [(slip.where, slip.hint) for slip in slips] == [
        (str(home / "featurs.md"), "did you mean features.md?"),
        (str(home / "handoff.md"), "did you mean hand-off.md?"),
    ]
