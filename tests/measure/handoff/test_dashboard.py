from urllib.parse import parse_qsl, urlsplit

from retro.measure.handoff.dashboard import dashboard_url
from retro.model.team import Gerrit, Team
from tests.measure.builders import case


def test_the_dashboard_puts_the_starved_first_and_specs_last():
    address = dashboard_url(case()).value
    head, _, fragment = address.partition("#")
    terms = parse_qsl(urlsplit(fragment).query)

    assert head == "https://review.example.org/"
    assert urlsplit(fragment).path == "/dashboard/"
    assert [name for name, _ in terms] == [
        "title",
        "foreach",
        "Starved",
        "Verified and unreviewed",
        "Waiting for a second core reviewer",
        "Other verified changes",
        "Specs",
    ]
    assert dict(terms)["Starved"] == "project:team/code label:Verified>=1,user=ci age:30d"


def test_the_dashboard_is_percent_encoded():
    address = dashboard_url(case()).value

    assert address.isascii()
    assert not set(' ,<>"') & set(address)


def test_prefixes_and_no_branches_and_no_specs_are_understood():
    gerrit = Gerrit(server="https://e.org/r/", projects=("a/*", "b"), branches=())
    address = dashboard_url(case(team=Team(key="t", title="T", gerrit=gerrit))).value
    terms = dict(parse_qsl(urlsplit(address.partition("#")[2]).query))

    assert address.startswith("https://e.org/r/#/dashboard/?title=T%20reviews&foreach=")
    assert terms["Starved"] == "(projects:a/ OR project:b) age:30d"
    assert "Specs" not in terms
    assert "branch" not in terms["foreach"]
