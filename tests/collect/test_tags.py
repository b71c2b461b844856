"""A cycle from tag to tag; shapes of names as public repositories have them, days made up."""

import subprocess
from datetime import date, timedelta

import pytest

from retro.collect.specs.git import Git
from retro.collect.tags import Tag, tagged, tags
from retro.errors import UsageError

FIRST = date(2024, 1, 1)

# Gerrit: vMAJOR.MINOR.PATCH with -rcN, older ones without the last; branches live side by side.
GERRIT = "v2.15 v2.16 v3.0.0 v3.8.0 v3.9.0 v3.8.4 v3.10.0-rc1 v3.10.0-rc2 v3.9.1 v3.10.0 v3.10.1"
# Go: goMAJOR.MINOR.0 since 1.21, with candidates named without the zero.
GO = "go1.19 go1.20 go1.20.1 go1.21rc2 go1.21.0 go1.22rc1 go1.21.6 go1.22.0"
# TYPO3: a major release has two zeros.
TYPO3 = "v11.5.0 v12.0.0 v12.4.0 v12.4.1 v13.0.0"
# Qt: v6.7.0-beta1; Couchbase: no letter.
QT = "v6.5.3 v6.6.0 v6.7.0-beta1 v6.7.0-rc1 v6.6.2 v6.7.0"
COUCHBASE = "7.1.0 7.1.1 7.2.0 7.1.5 7.6.0"
# LibreOffice: the last candidate is the release.
OFFICE = "libreoffice-7.6.0.1 libreoffice-7.6.0.3 libreoffice-24.2.0.1 libreoffice-24.2.0.3"


def row(names):
    """Return tags a week apart."""
    return tuple(
        Tag(name, FIRST + timedelta(weeks=n)) for n, name in enumerate(names.split(), start=1)
    )


@pytest.mark.parametrize(
    ("names", "name", "before", "last", "early"),
    [
        (GERRIT, "v3.10.0", "v3.9.0", "v3.10.0", ["v3.10.0-rc1", "v3.10.0-rc2"]),
        (GERRIT, "3.10", "v3.9.0", "v3.10.0", ["v3.10.0-rc1", "v3.10.0-rc2"]),
        (GERRIT, "v3.10.1", "v3.10.0", "v3.10.1", []),
        (GERRIT, "v2.16", "v2.15", "v2.16", []),
        (GO, "go1.22.0", "go1.21.0", "go1.22.0", ["go1.22rc1"]),
        (TYPO3, "v13.0.0", "v12.0.0", "v13.0.0", []),
        (TYPO3, "v12.4.0", "v12.0.0", "v12.4.0", []),
        (QT, "v6.7.0", "v6.6.0", "v6.7.0", ["v6.7.0-beta1", "v6.7.0-rc1"]),
        (COUCHBASE, "7.6.0", "7.2.0", "7.6.0", []),
    ],
)
def test_a_cycle_goes_from_the_release_of_its_form_to_its_tag(names, name, before, last, early):
    there = row(names)
    days = {tag.name: tag.day for tag in there}

    dates = tagged(name, there, "clone").dates

    assert dates.start == days[before] + timedelta(days=1)
    assert dates.release == days[last]
    assert list(dates.milestones) == early


def test_a_pattern_says_which_tags_are_releases():
    there = row(OFFICE)
    days = {tag.name: tag.day for tag in there}

    found = tagged("libreoffice-24.2.0.3", there, "clone", pattern="libreoffice-*.0.3")

    assert found.dates.start == days["libreoffice-7.6.0.3"] + timedelta(days=1)
    assert "libreoffice-7.6.0.3 was tagged on 2024-01-15" in found.why


def test_the_first_release_begins_where_somebody_says():
    there = row("v1.0.0-rc1 v1.0.0")

    with pytest.raises(UsageError, match=r"no tag before v1\.0\.0") as error:
        tagged("v1.0.0", there, "clone")
    assert "--start" in error.value.hint

    dates = tagged("v1.0.0", there, "clone", start=FIRST).dates
    assert (dates.start, list(dates.milestones)) == (FIRST, ["v1.0.0-rc1"])


def test_a_tag_that_is_not_there_names_those_near():
    with pytest.raises(UsageError, match=r"there is no tag v3\.99") as error:
        tagged("v3.99", row(GERRIT), "clone")
    assert "v3.9.0" in error.value.hint

    with pytest.raises(UsageError) as error:
        tagged("v1", (), "clone")
    assert "git fetch --tags" in error.value.hint


def test_days_are_the_tags_own_and_else_their_commits(tmp_path):
    def git(*words, day):
        moment = f"{day}T23:30:00-0200"  # the next day, UTC
        names = {"GIT_AUTHOR_NAME": "a", "GIT_COMMITTER_NAME": "a"}
        mails = {"GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_EMAIL": "a@x"}
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **names, **mails, **dates}
        subprocess.run(["git", "-C", tmp_path, *words], check=True, env=environment)

    git("init", "-q", day="2024-01-01")
    git("commit", "-q", "--allow-empty", "-m", "one", day="2024-01-01")
    git("tag", "v1.0", day="2024-02-02")
    git("tag", "-a", "-m", "two", "v2.0", day="2024-03-03")

    assert tags(Git(tmp_path)) == (Tag("v1.0", date(2024, 1, 2)), Tag("v2.0", date(2024, 3, 4)))
