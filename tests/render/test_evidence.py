"""What the page behind a number says, and the same list for a spreadsheet."""

import csv
import io
import json
import re
from datetime import date

import pytest

from retro.model.facts import Evidence, Item, Withheld
from retro.model.origin import Origin
from retro.render import pages
from retro.render.numbers import query_address
from retro.render.spreadsheet import sheet
from tests.render.fixture import THEME, fact, item, report
from tests.render.test_pages import index, read


def files(told, **more) -> dict[str, bytes]:
    return pages(report(told, **more), (), {}, [THEME])


def text(told, **more) -> str:
    return " ".join(read(files(told, **more)[f"evidence/{told.name}.html"]).text.split())


def heads(told) -> list[str]:
    page = files(told)[f"evidence/{told.name}.html"].decode()
    return re.findall(r'<th scope="col">(.*?)</th>', page)


def typed(*items: Item, **more):
    return fact(origin=Origin.TYPED, evidence=Evidence(items=items, written=True), **more)


def rows(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode())))


def line(title: str, **more) -> Item:
    return Item(**{"ref": "", "project": "", "title": title, "url": ""} | more)


def test_a_list_of_persons_stays_unsaid_and_its_length_is_in_people():
    held = fact(n=2939, unit="share", evidence=Withheld(rule="People are counted.", n=12))
    assert "People are counted. The list stays unsaid, since it would name 12 people." in text(
        held
    )


def test_a_list_of_changes_says_whose_state_and_day_it_gives():
    assert "2 entries, without owners and without votes. State and day are" in text(fact())


def test_a_list_that_a_person_wrote_says_so_and_no_more():
    said = text(typed(line("Deprecate version 1")))
    assert "1 entry, as a person wrote them down. The list as CSV What Deprecate" in said
    assert "votes. State" not in said


def test_a_column_without_any_entry_is_left_out():
    assert heads(typed(line("Import", state="missed"))) == ["What", "State"]
    assert heads(fact()) == ["Where", "Project", "What", "State", "Since"]


def test_a_day_that_a_person_wrote_is_a_day_and_not_a_since():
    assert heads(typed(line("Review day", since=date(2016, 1, 12)))) == ["What", "Day"]


def test_an_empty_list_is_empty_and_a_day_has_none():
    assert "The list is empty." in text(typed())
    assert "There is nothing to list: it stands as its source gives it." in text(
        fact(value=date(2016, 1, 1), unit="day", evidence=None)
    )


def test_a_number_says_what_it_was_taken_from():
    share = fact(value=0.49, unit="share", n=2939, of="reviews")
    days = fact(value=4.9, unit="days", n=1, of="reviews")
    ratio = fact(value=1.1, unit="reviews", n=558, of="reviews")
    assert "reviews across 558 reviews" in text(ratio)
    assert "49 %† (simulated) of 2 939 reviews" in text(share)
    assert "4.9† (simulated) days across 1 review" in text(days)
    assert "of 2 939 changes" in index(fact(n=2939, of="changes")).text.replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "\uff1d"])
def test_a_subject_is_no_formula_in_a_spreadsheet(start):
    made = files(fact(evidence=Evidence(items=(item(f"{start}1+1"),))))
    _, row = csv.reader(io.StringIO(made["evidence/titles.csv"].decode()))
    address = "https://review.example.org/1001"
    assert row == ["1001", "openstack/glance", f"'{start}1+1", address]


def test_what_an_entry_is_called_is_written_once_for_all_lists_and_each_list_leads_to_it():
    items = tuple(item(number=n) for n in (9, 10))
    one, other = (
        fact(name, evidence=Evidence(items=items[n:]))
        for n, name in enumerate(("flow.a", "flow.b"))
    )
    made = pages(report(one, other), (), {}, [THEME])
    assert made["evidence/flow.b.csv"].decode() == (
        "ref,project,state,day,note\n10,openstack/glance,reviewable,2016-01-05,\n"
    )
    assert [row["ref"] for row in rows(made["evidence/titles.csv"])] == ["10", "9"]
    for name in ("flow.a", "flow.b"):
        assert b'href="../evidence/titles.csv">titles' in made[f"evidence/{name}.html"]


def test_an_entry_that_its_number_does_not_tell_apart_is_called_in_its_own_list():
    spec = {"ref": "import", "project": "openstack/glance"}
    first, again = (line(title, **spec) for title in ("Import", "Import, again"))
    told = [
        fact("features.a", evidence=Evidence(items=(first,))),
        fact("features.b", evidence=Evidence(items=(again,))),
        fact("features.c", evidence=Evidence(items=(line("No number"),))),
    ]
    made = pages(report(*told), (), {}, [THEME])
    assert [row["title"] for row in rows(made["evidence/titles.csv"])] == ["Import"]
    assert [row["title"] for row in rows(made["evidence/features.b.csv"])] == ["Import, again"]
    assert [row["title"] for row in rows(made["evidence/features.c.csv"])] == ["No number"]
    assert b"titles.csv" not in made["evidence/features.b.html"]


def test_the_facts_name_the_file_that_a_list_is_in_whichever_number_it_is_named_by():
    same = [fact(name) for name in ("flow.a", "flow.b")]
    made = pages(report(*same), (), {}, [THEME])
    found = [one["evidence"]["csv"] for one in json.loads(made["facts.json"])["facts"]]
    assert found == ["evidence/flow.a.csv", "evidence/flow.a.csv"]


def test_a_number_below_zero_stays_one_in_a_spreadsheet():
    assert sheet(["day", "=left"], [(date(2016, 1, 5), -3), (None, "-3")]) == (
        b"day,'=left\n2016-01-05,-3\n,'-3\n"
    )


def test_a_list_that_stays_unsaid_is_in_no_file():
    held = fact("community.cores", evidence=Withheld(rule="People are counted.", n=12))
    assert "evidence/community.cores.csv" not in files(held)


def test_a_query_is_one_part_of_its_address_whatever_signs_it_has():
    query = 'project:openstack/glance branch:"a b" -is:wip'

    assert query_address("https://review.example.org/", query) == (
        "https://review.example.org/q/"
        "project%3Aopenstack%2Fglance%20branch%3A%22a%20b%22%20-is%3Awip"
    )
