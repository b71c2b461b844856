"""Bad YAML of every kind: each fault names its file, its line and what to do."""

from datetime import date

import pytest

from retro.content import notes, site, team
from retro.errors import ContentError

SERVER = "https://review.example.org"
TEAM = f"""\
title: Glance
gerrit:
  server: {SERVER}
  projects: [openstack/glance]
"""


def written(tmp_path, text, name="cycle.yaml"):
    home = tmp_path / "glance" / "mitaka"
    home.mkdir(parents=True, exist_ok=True)
    (tmp_path / "glance/team.yaml").write_text(TEAM)
    path = home / name if name == "cycle.yaml" else tmp_path / "glance" / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def fault(tmp_path, text):
    path = written(tmp_path, text)
    with pytest.raises(ContentError) as error:
        notes(tmp_path, "glance", "mitaka")
    assert error.value.hint, "an error says what next"
    return error.value.where.removeprefix(str(path)), error.value.what, error.value.hint


def team_fault(tmp_path, text):
    path = written(tmp_path, text, "team.yaml")
    with pytest.raises(ContentError) as error:
        team(tmp_path, "glance")
    assert error.value.hint, "an error says what next"
    return error.value.where.removeprefix(str(path)), error.value.what


def read(tmp_path, text):
    written(tmp_path, text)
    return notes(tmp_path, "glance", "mitaka")


SYNTAX = [
    ("editions:\n  final: 2016-04-07\n   x: 1\n", 3, "this is no YAML"),
    ("editions: {final: 2016-04-07\n", 1, "this is no YAML"),
    ("ffe: []\nfreezes: 'open\n", 2, "this is no YAML"),
    ("editions:\n\tfinal: 2016-04-07\n", 2, "a tab stands where"),
    ("editions:\n  final: 2016-04-07\n\thandoff: 2016-03-09\n", 3, "a tab stands where"),
    ("ffe: []\n# é\x07\n", 2, "a control character, number 7"),
    ("ffe: []\n# \u202eé\n", 2, "a control character, number 8238"),
    ("ffe: []\nffe: []\n", 2, "`ffe` is here a second time"),
    ("dates:\n  start: 2016-01-01\n  start: 2016-01-02\n", 3, "`start` is here a second time"),
    ("editions: &days\n  final: 2016-04-07\n", 1, "anchors and aliases"),
    ("ffe: []\ndeferred: *days\n", 2, "anchors and aliases"),
    ("editions:\n  <<: {final: 2016-04-07}\n", 2, "`<<` must be one value"),
    ("ffe: !!seq []\n", 1, "the tag tag:yaml.org,2002:seq"),
    ("ffe: []\n---\nffe: []\n", 2, "a second document"),
    ("? [a]\n: b\n", 1, "a key must be a word"),
    ("ffe:\ndeferred: []\n", 1, "`ffe` has no value"),
    ("dates:\n  start: ''\n", 2, "`start` has no value"),
    ("ffe:\n  -\n", 2, "this item is empty"),
    ("ffe: " + "[" * 30 + "]" * 30 + "\n", 1, "this lies too deep"),
    ("- one\n- two\n", 1, "this must be keys with values, not a list"),
    ("just words\n", 1, "this must be keys with values, not one value"),
]


@pytest.mark.parametrize(("text", "line", "what"), SYNTAX)
def test_yaml_that_can_not_be_read_says_where(tmp_path, text, line, what):
    where, said, _ = fault(tmp_path, text)

    assert (where, said[: len(what)]) == (f":{line}", what)


ROSTER = "roster:\n  - account: ann\n    since: 2016-01-01\n  - account: ann\n"
DAY = "2016-03-03: year, month, day"
SHAPES = [
    ("# notes\nroaster: []\n", 2, "unknown key `roaster`", "did you mean roster?"),
    ("roster:\n  - acount: ann\n", 2, "unknown key `acount`", "did you mean account?"),
    ("roster:\n  - since: 2016-01-01\n", 2, "`account` is missing", "add a line `account: …`"),
    (ROSTER + "    since: 2016-13-03\n", 5, '`since` is "2016-13-03", which is no day', DAY),
    ("editions:\n  handoff: 2016-03-09\n  final: soon\n", 3, '`final` is "soon"', DAY),
    ("dates:\n  milestones:\n    M-1: 2016-3-3\n", 3, '`M-1` is "2016-3-3"', DAY),
    ("dates:\n  start: 0216-03-03\n", 2, "`start` is 0216-03-03, which is no day of", DAY),
    ("dates:\n  start: 2016-03-03T10:00:00\n", 2, "`start` is", DAY),
    (
        "dates:\n  start: [2016-03-03]\n",
        2,
        "`start` must be one value, not a list",
        "start: value",
    ),
    ("roster: ann\n", 1, "`roster` must be a list, not one value", "roster: [one, two]"),
    ("roster:\n  account: ann\n", 1, "`roster` must be a list, not keys", "roster: [one, two]"),
    ("roster:\n  - ann\n", 2, "this must be keys with values, not one value", "key: value"),
    ("editions: [final]\n", 1, "`editions` must be keys with values, not a list", "key: value"),
    ("priorities:\n  - title: A\n    outcome: mised\n", 3, '`outcome` is "mised"', "mean missed?"),
    ("priorities:\n  - title: A\n    outcome: 7\n", 3, '`outcome` is "7"', "write one of met, m"),
]


@pytest.mark.parametrize(("text", "line", "what", "hint"), SHAPES)
def test_a_value_that_does_not_fit_says_where_and_what_would(tmp_path, text, line, what, hint):
    where, said, next_step = fault(tmp_path, text)

    assert (where, said[: len(what)]) == (f":{line}", what)
    assert hint in next_step


RULES = [
    (ROSTER + "    until: 2016-02-01\n", 4, "ann is core here and on line 2 at the same time"),
    ("roster: [{account: a}, {account: b},\n {account: a}]\n", 2, "a is core here and on line 1"),
    ("roster:\n  - account: a\n    since: 2016-02-01\n    until: 2016-02-01\n", 4, "`until` is"),
    ("groups:\n  - name: a\n    since: 2016-02-02\n    until: 2016-02-01\n", 4, "`until` is"),
    ("freezes:\n  - name: a\n    day: 2016-01-01\n    announced: 2016-01-02\n", 3, "`day` is"),
    ("dates:\n  start: 2016-02-02\n  release: 2016-02-02\n", 3, "`release` is 2016-02-02, but"),
    ("editions:\n  Final!: 2016-02-02\n", 2, '"Final!" can be no edition'),
    ("editions:\n  start: 2016-02-02\n", 2, '"start" can be no edition'),
    ("editions:\n  2016-02-02: 2016-02-02\n", 2, '"2016-02-02" can be no edition'),
    ("editions:\n  a: 2016-02-02\n  evidence: 2016-02-03\n", 3, '"evidence" can be no edition'),
    ("editions:\n  facts.json: 2016-02-02\n", 2, '"facts.json" can be no edition'),
    ("watch:\n  - title: 监视\n", 2, "“监视” makes no short name"),
    ("watch:\n  - title: A b\n  - {title: B, slug: a-b}\n", 3, "“a-b” names two watched things"),
    ("watch:\n  - title: A\n  - {title: A, slug: b}\n", 3, "“A” names two watched things"),
    ("rhythm:\n  - kind: review days\n", 2, '`kind` is "review days", none of'),
    ("rhythm:\n  - kind: sprint\n", 2, "this sprint says its days in no way, or in several"),
    ("rhythm:\n  - kind: sprint\n    day: 2016-01-01\n    days: [2016-01-02]\n", 2, "this sprint"),
    ("rhythm:\n  - kind: sprint\n    every: monday\n", 2, "`every` needs its first and last day"),
    (
        "rhythm:\n  - kind: sprint\n    every: monday\n    from: 2016-03-08\n    to: 2016-03-13\n",
        2,
        "no monday lies from 2016-03-08 to 2016-03-13",
    ),
    (
        "rhythm:\n  - kind: sprint\n    every: monday\n    from: 2016-04-08\n    to: 2016-03-13\n",
        2,
        "no monday lies",
    ),
    ("rhythm:\n  - kind: sprint\n    every: mon\n", 3, '`every` is "mon", none of monday'),
    (
        "rhythm:\n  - kind: sprint\n    day: 2016-03-07\n    to: 2016-03-09\n",
        2,
        "`from` and `to` belong to `every`",
    ),
]


@pytest.mark.parametrize(("text", "line", "what"), RULES)
def test_notes_that_can_not_be_true_say_where(tmp_path, text, line, what):
    where, said, _ = fault(tmp_path, text)

    assert (where, said[: len(what)]) == (f":{line}", what)


TEAMS = [
    ("title: Glance\n", 1, "`gerrit` is missing"),
    ("", 1, "`title` is missing"),
    (TEAM + "key: other\n", 5, "unknown key `key`"),
    (TEAM.replace(SERVER, "review.example.org"), 3, "review.example.org is no address"),
    (TEAM.replace(SERVER, f"{SERVER}/q/project:x"), 3, f"{SERVER}/q/project:x is a page of the"),
    (TEAM.replace(SERVER, f"{SERVER}/r/admin"), 3, f"{SERVER}/r/admin is a page of the server"),
    (TEAM.replace(SERVER, "https://ann:secret@review.example.org"), 3, "https://ann:secret@"),
    (TEAM.replace("[openstack/glance]", "[]"), 4, "no project is named"),
    (TEAM.replace("[openstack/glance]", "[a, 'b c']"), 4, '"b c" can be no project'),
    (TEAM.replace("[openstack/glance]", "[a, '*b']"), 4, '"*b" can be no project'),
    (TEAM + "  formerly: {openstack/glance: ['a*']}\n", 5, '"a*" can be no former name'),
    (
        TEAM + "  formerly: {openstack/glance: [openstack/glance]}\n",
        5,
        "openstack/glance is another project's name too",
    ),
    (
        TEAM + "  formerly: {openstack/glance: [a, b, a]}\n",
        5,
        "a is another project's name too",
    ),
    (TEAM.replace("[openstack/glance]", "\n  - a\n  - [b]"), 6, "`projects` must be one value"),
    (TEAM + "  ci:\n    names: '(CI'\n", 6, "`names` is no regular expression"),
    (
        TEAM + "  ci:\n    triggers:\n      - pattern: '(x'\n",
        7,
        "`pattern` is no regular expression",
    ),
    (TEAM + "  ci:\n    triggers:\n      - pattern: 'x*'\n", 7, "`pattern` fits any words"),
    (TEAM + "  copy_rules:\n    - label: V\n      when: [REBASE]\n", 7, '`when` is "REBASE"'),
    (TEAM + "  copy_rules:\n    - label: V\n      values: [two]\n", 7, '`values` is "two"'),
    (TEAM + "  value_names:\n    Fails: Verified\n", 6, '"Verified" is no vote'),
    (TEAM + "  labels:\n    Rollcall-Vote: [vote]\n", 6, '`Rollcall-Vote` is "vote"'),
    (TEAM + "  labels:\n    Rollcall-Vote: []\n", 6, "`Rollcall-Vote` is of no kind"),
    *(
        (TEAM + f"specs_layout:\n  clone: '{address}'\n", 6, f"“{address}” is no address of")
        for address in (
            *("ext::sh -c id", "-uhelper", "--upload-pack=id", "specs", "../specs", "C:/specs"),
            *("ssh://-oProxyCommand=id/x", "https://ann:secret@example.org/x", "ftp://a.org/x"),
            *("file://host/x", "fd::7", "git@example.org:specs", "https://a.org/x y"),
        )
    ),
    (TEAM + "specs_layout:\n  page: 'javascript:alert(1)'\n", 6, "“javascript:alert(1)” is no"),
    (TEAM + "lead_in_days: many\n", 5, '`lead_in_days` is "many", which is no whole number'),
    (TEAM + "lead_in_days: -1\n", 5, "`lead_in_days` is -1"),
    (TEAM + "lead_in_days: 9999999999999999999999\n", 5, "`lead_in_days` is 9999"),
    (TEAM + "reviews_per_change: 0\n", 5, "`reviews_per_change` is 0"),
    (TEAM + "holidays:\n  - 2016-01-03 to 2015-12-24\n", 6, "`holidays` ends before it begins"),
    (TEAM + "holidays:\n  - 2015-12-24 to\n", 6, '`holidays` is "2015-12-24 to"'),
]


@pytest.mark.parametrize(("text", "line", "what"), TEAMS)
def test_a_team_that_can_not_be_used_says_where(tmp_path, text, line, what):
    where, said = team_fault(tmp_path, text)

    assert (where, said[: len(what)]) == (f":{line}", what)


def test_every_scalar_stays_text(tmp_path):
    found = read(tmp_path, "roster:\n  - account: 1000001\ndeferred: [{item: no, to: 2026.10}]\n")

    assert found.roster[0].account == "1000001"
    assert (found.deferred[0].item, found.deferred[0].to) == ("no", "2026.10")


def test_none_asked_for_is_not_the_same_as_nobody_said(tmp_path):
    assert read(tmp_path, "ffe: []\n").ffe == ()
    assert read(tmp_path, "deferred: []\n").ffe is None


def test_notes_that_say_nothing_are_allowed(tmp_path):
    assert read(tmp_path, "# nothing yet\n").rhythm is None


def test_spans_that_touch_do_not_overlap(tmp_path):
    found = read(tmp_path, ROSTER.replace("since", "until") + "    since: 2016-01-01\n")

    assert found.roster[0].until == found.roster[1].since == date(2016, 1, 1)


def test_rhythm_knows_a_day_days_and_every_monday(tmp_path):
    found = read(
        tmp_path,
        """\
rhythm:
  - {kind: review day, day: 2016-01-12}
  - {kind: sprint, days: [2016-02-03 to 2016-02-04, 2016-02-01]}
  - {kind: review day, every: monday, from: 2016-03-07, to: 2016-03-14}
""",
    )

    assert [[str(day) for day in happening.days] for happening in found.rhythm] == [
        ["2016-01-12"],
        ["2016-02-01", "2016-02-03", "2016-02-04"],
        ["2016-03-07", "2016-03-14"],
    ]


def test_holidays_are_days_or_spans(tmp_path):
    written(tmp_path, TEAM + "holidays: [2015-12-31 to 2016-01-01, 2016-05-01]\n", "team.yaml")

    days = team(tmp_path, "glance").holidays

    assert days == (date(2015, 12, 31), date(2016, 1, 1), date(2016, 5, 1))


def test_a_team_may_say_what_votes_on_a_label_mean(tmp_path):
    text = TEAM + "  labels:\n    Rollcall-Vote: [review, gate]\n"
    written(tmp_path, text, "team.yaml")

    assert team(tmp_path, "glance").gerrit.labels == {"Rollcall-Vote": ("review", "gate")}


@pytest.mark.parametrize(
    "address",
    [
        *("https://opendev.org/{project}", "ssh://ann@review.example.org:29418/{project}"),
        *("git://git.example.org/{project}.git", "file:///srv/{project}", "/srv/specs"),
        "http://[::1]:8080/r/{project}",
    ],
)
def test_specs_may_be_cloned_from_wherever_git_fetches(tmp_path, address):
    written(tmp_path, TEAM + f"specs_layout: {{clone: '{address}'}}\n", "team.yaml")

    assert team(tmp_path, "glance").specs_layout.clone == address


def test_core_projects_are_all_projects_unless_named(tmp_path):
    written(tmp_path, TEAM, "team.yaml")
    assert team(tmp_path, "glance").gerrit.core_projects == ("openstack/glance",)

    written(tmp_path, TEAM + "  core_projects: [openstack/gl*]\n", "team.yaml")
    assert team(tmp_path, "glance").gerrit.core_projects == ("openstack/gl*",)


def test_a_site_may_have_an_address_and_a_theme(tmp_path):
    (tmp_path / "site.yaml").write_text("url: https://retro.example.org/a/\ntheme: plain\n")

    assert (site(tmp_path).url, site(tmp_path).theme) == ("https://retro.example.org/a/", "plain")


@pytest.mark.parametrize("line", ["url: javascript:alert(1)", "theme: ../../etc", "titel: A"])
def test_a_site_that_can_not_be_used_says_where(tmp_path, line):
    (tmp_path / "site.yaml").write_text(f"# site\n{line}\n")

    with pytest.raises(ContentError) as error:
        site(tmp_path)

    assert error.value.where == f"{tmp_path / 'site.yaml'}:2"
