"""What governance lists on a day: in each form that the file has had, and without a person."""

from datetime import date

import msgspec
import pytest

from retro import calendar
from retro.collect import charters, opened
from retro.collect.governance.lives import listed
from retro.collect.governance.teams import teams
from retro.errors import SourceChangedError, SourceRefusedError, UsageError
from tests.collect.governance_repository import PEOPLE, governance, team

MITAKA = calendar.find("mitaka")
MARCH = date(2016, 3, 1)
FORMS = {
    "by maturity, spring 2014": """
Image Service:
  codename: Glance
  ptl: Ann Example (annex)
  projects:
    integrated:
    - openstack/glance
    other:
    - openstack/python-glanceclient
""",
    "a list of programs, autumn 2014": """
Image Service:
  codename: Glance
  ptl: Ann Example (annex)
  projects:
    - repo: openstack/glance
      integrated-since: bexar
    - repo: openstack/python-glanceclient
""",
    "a list with tags, spring 2015": """
Glance:
  ptl: Ann Example (annex)
  tags:
    - name: team:diverse-affiliation
  projects:
    - repo: openstack/glance
      tags:
        - name: release:managed
    - repo: openstack/python-glanceclient
""",
    "deliverables": """
glance:
  ptl:
    name: Ann Example
    irc: annex
    email: ann@example.org
  irc-channel: openstack-glance
  deliverables:
    glance:
      docs: {contributor: "https://docs.example.org/glance"}
      repos:
        - openstack/glance
      tags:
        - release:cycle-with-milestones
    python-glanceclient:
      release-management: none
      repos: [openstack/python-glanceclient]
""",
    "where a nick is missing": """
---
glance:
  ptl:
    name: Ann Example
    irc:
    email: ann@example.org
  deliverables:
    both:
      repos:
        - openstack/glance
        - "openstack/python-glanceclient"
""",
}
TOGETHER = """
  leadership_type: distributed
  liaisons:
    tc_members: [ann]
    release:
      - name: Ann Example
        irc: annex
        email: ann@example.org
    security: []
"""


def read(folder, *names):
    return charters(opened(str(folder), folder, print), "governance", MITAKA, names)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A governance in which a repository is renamed, others leave, and a team is split."""
    lamp = ("openstack/lamp", "openstack/lamp-specs")
    return governance(
        tmp_path_factory.mktemp("gov") / "governance",
        (date(2015, 11, 10), team("lamp", *lamp, "stackforge/wick", "openstack/oil")),
        (date(2015, 12, 1), team("lamp", *lamp, "openstack/wick", "openstack/oil")),
        (MARCH, team("lamp", *lamp, "openstack/wick") + team("Big Sun", "openstack/sun")),
        (date(2016, 4, 7), team("lamp", *lamp, "openstack/late")),
        (date(2016, 5, 1), team("lamp", "openstack/lamp", "x/lamp-specs")),
    )


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_form_of_the_list_is_read(form):
    (glance,) = teams(form, "projects.yaml")

    assert (glance.key, glance.title) == ("glance", "Glance")
    assert glance.repositories == ("openstack/glance", "openstack/python-glanceclient")
    assert {listed(line) for line in form.splitlines()} <= {*glance.repositories, ""}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_of_a_person_nothing_is_kept(form):
    kept = msgspec.json.encode(teams(form + TOGETHER, "projects.yaml")).decode()

    assert [word for word in PEOPLE if word in kept] == []
    assert "security" in kept


def test_who_leads_together_is_told_by_roles_without_those_of_the_committee():
    (lamp,) = teams(team("lamp", "openstack/lamp") + TOGETHER, "projects.yaml")

    assert lamp.leadership == "distributed"
    assert lamp.liaisons == ("release", "security")


def test_the_list_is_that_of_the_last_commit_before_the_release_day(clone):
    lamp, sun = read(clone)

    assert (lamp.key, sun.key, sun.title) == ("lamp", "big-sun", "Big Sun")
    assert lamp.day == MARCH
    assert "openstack/late" not in [one.name for one in lamp.repositories]


def test_a_repository_has_its_last_name_and_says_the_others(clone):
    lamp, _ = read(clone)
    why = {one.name: one.why for one in lamp.repositories}

    assert why["openstack/wick"] == (
        "in governance's list on 2016-03-01; formerly stackforge/wick until 2015-12-01"
    )
    assert why["x/lamp-specs"] == (
        "in governance's list on 2016-03-01; formerly openstack/lamp-specs until 2016-05-01"
    )


LED = "{key}:\n{lead}  deliverables:\n    {key}:\n      repos:\n        - openstack/{key}\n"
LEADS = {
    "elected": "  ptl:\n    name: Ann Example\n    appointed: [ocata, mitaka]\n",
    "appointed": "  ptl:\n    name: Ann Example\n    appointed:\n    - kilo\n    - newton\n",
    "beside": "  ptl:\n    name: Ann Example\n  appointed: [Newton]\n",
    "vacant": "  ptl:\n    name: APPOINTMENT NEEDED\n    email: ann@example.org\n",
    "none": "",
    "together": "  leadership_type: distributed\n  liaisons: {release: []}\n",
    "words": "  ptl: Ann Example (annex)\n",
}


@pytest.mark.parametrize("day", [date(2016, 3, 20), MARCH])
def test_why_nobody_was_elected_is_known_in_the_last_weeks_alone(tmp_path, day):
    text = "".join(LED.format(key=key, lead=lead) for key, lead in LEADS.items())
    told = {one.key: one.unelected for one in read(governance(tmp_path / "g", (day, text)))}
    appointed = "who leads it in newton was appointed and not elected, by governance on 2016-03-20"
    nobody = "governance on 2016-03-20 names nobody who leads it"

    assert told == dict.fromkeys(LEADS, "") | (
        {}
        if day == MARCH
        else {
            "appointed": appointed,
            "beside": appointed,
            "vacant": nobody,
            "none": nobody,
            "together": "liaisons lead it together, by governance on 2016-03-20, so that nobody "
            "is elected",
        }
    )


def test_what_left_in_the_cycle_belonged_to_its_team_until_then(clone):
    lamp, sun = read(clone)

    assert [one.name for one in lamp.repositories if one.left] == ["openstack/oil"]
    assert "in governance's list until 2016-03-01" in [one.why for one in lamp.repositories]
    assert [one.name for one in sun.repositories] == ["openstack/sun"]


def test_one_that_comes_back_has_not_left(tmp_path):
    both, one = team("lamp", "openstack/a", "openstack/b"), team("lamp", "openstack/a")
    days = (date(2015, 11, 10), date(2015, 12, 1), date(2016, 1, 1))
    clone = governance(tmp_path / "g", *zip(days, (both, one, both), strict=True))
    (lamp,) = read(clone)

    assert [(r.name, r.left) for r in lamp.repositories] == [
        ("openstack/a", None),
        ("openstack/b", None),
    ]


@pytest.mark.parametrize("name", ["big-sun", "Big Sun", "BIG SUN"])
def test_a_team_is_found_by_its_name_or_its_key(clone, name):
    assert [one.name for one in read(clone, name)] == ["Big Sun"]


def test_an_unknown_team_is_answered_with_the_nearest(clone):
    with pytest.raises(UsageError, match="there is no team lampp") as error:
        read(clone, "lampp")

    assert error.value.hint == "did you mean lamp?"
    assert error.value.where == "governance, 2016-03-01"


def test_a_clone_without_the_list_on_that_day_is_refused(tmp_path):
    clone = governance(tmp_path / "g", (MARCH, "nothing"), path="reference/other.yaml")

    with pytest.raises(SourceRefusedError, match=r"no reference/projects\.yaml on 2016-03-01"):
        read(clone)


def test_a_clone_that_begins_later_is_refused(clone):
    with pytest.raises(SourceRefusedError, match="no history before 2015-10-15"):
        charters(opened(str(clone), clone, print), "governance", calendar.find("liberty"), ())


def test_what_is_no_clone_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceRefusedError, match="not a git repository"):
        read(tmp_path / "folder")
    with pytest.raises(SourceRefusedError, match="there is no such folder"):
        read(tmp_path / "nowhere")


def test_a_list_that_is_no_yaml_says_where(tmp_path):
    clone = governance(tmp_path / "g", (MARCH, "lamp: [\n  - openstack/lamp\n"))

    with pytest.raises(SourceChangedError, match="this is no YAML") as error:
        read(clone)
    assert error.value.where.startswith("governance:reference/projects.yaml:")


def test_an_address_is_fetched_into_the_cache_and_again(clone, tmp_path):
    said = []
    for _ in range(2):
        git = opened(f"file://{clone}", tmp_path, said.append)
        assert [one.key for one in charters(git, "g", MITAKA, ())] == ["lamp", "big-sun"]

    assert said == [f"fetching file://{str(clone).removesuffix('.git')}"] * 2
    assert len(list(tmp_path.iterdir())) == 1


def test_an_address_of_another_kind_is_refused_by_git(tmp_path):
    with pytest.raises(SourceRefusedError, match="transport 'ext' not allowed"):
        opened("ext://sh", tmp_path, print)
