"""Reading Launchpad's pages among its faults: to the end, and nothing twice."""

import gzip
import json

import pytest

from retro.collect.launchpad import pages
from retro.errors import SourceChangedError, SourceRefusedError, SourceSilentError
from tests.collect.builders import foreseeing
from tests.collect.launchpad_world import Gathered, task, world
from tests.world import faults
from tests.world.faults import Answer
from tests.world.launchpad import OOPS, LaunchpadServer
from tests.world.launchpad_data import LEVELS

MANY = world(*(task(n) for n in range(1, 701)))
PASSING = {
    "silence": faults.silence,
    "reset": faults.reset,
    "an outage": faults.html(502),
    "500": faults.refusal(500, "GPGKeyTemporarilyNotFoundError"),
    "429": faults.refusal(429, "Slow down", Retry_After="1"),
    "cut": faults.cut,
    "cut gzip": faults.cut_gzip,
}


def gathered(here=MANY, **more):
    with LaunchpadServer(here, **more) as server:
        found = Gathered(server, tags=(), patience=foreseeing(server))
    found.log = server.log
    return found


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_faults_that_pass_change_nothing_in_the_records(fault):
    clean = gathered(world(task(1)))
    spoilt = gathered(world(task(1)), faults={0: fault, 3: fault, 7: fault})

    assert [records for _, records in spoilt.collected.parts] == [
        records for _, records in clean.collected.parts
    ]


def test_the_link_to_the_next_page_is_followed_as_it_came():
    links = []

    def peek(_, answer):
        body = gzip.decompress(answer.body) if answer.headers.get("Content-Encoding") else b"{}"
        links.append(json.loads(body or b"{}").get("next_collection_link", ""))
        return answer

    found = gathered(faults=dict.fromkeys(range(40), peek))

    after = {link.partition("127.0.0.1")[2].partition("/")[2] for link in links if link}
    assert len(after) == 6
    assert after == {r.raw[1:] for r in found.log if "memo" in r.query}


def test_a_page_that_takes_too_long_is_asked_for_in_halves():
    found = gathered(slow_above=80)

    sizes = [int(r.query["ws.size"][0]) for r in found.log if "ws.size" in r.query]
    assert sizes[:4] == [300, 150, 75, 75]
    assert len(found.tasks) == 700
    assert found.slept == []


def test_a_page_size_in_the_middle_of_a_collection_may_shrink_too():
    def late(*_):
        return Answer(503, faults.HTML, {"Content-Type": "text/html", "X-Lazr-OopsId": OOPS})

    clean = gathered()
    place = next(n for n, r in enumerate(clean.log) if "memo" in r.query)
    found = gathered(faults={place: late})

    assert found.tasks == clean.tasks
    assert found.log[place + 1].query["memo"] == found.log[place].query["memo"]


def test_the_smallest_page_is_tried_as_often_as_anything():
    with pytest.raises(SourceSilentError, match="after 3 tries"):
        gathered(slow_above=5)


def test_an_outage_that_stays_is_silence():
    with pytest.raises(SourceSilentError, match="proxy answered 502"):
        gathered(faults=dict.fromkeys(range(9), faults.html(502)))


def test_a_program_that_is_not_wanted_stops_at_once():
    with LaunchpadServer(MANY, faults={0: faults.refusal(403, "Forbidden")}) as server:
        with pytest.raises(SourceRefusedError, match="403"):
            Gathered(server)
        assert len(server.log) == 1


def test_a_next_page_on_another_server_is_not_followed():
    def astray(*_):
        body = b'{"entries": [], "next_collection_link": "https://evil.example.org/x?memo=1"}'
        return Answer(200, body, {"Content-Type": "application/json"})

    with pytest.raises(SourceRefusedError, match=r"another server: https://evil\.example\.org"):
        gathered(faults={1: astray})


def test_pages_that_go_round_in_a_circle_are_another_shape():
    here = []

    def circle(handler, _):
        link = f"http://{handler.headers['Host']}/devel/glance?memo=1"
        here.append(link)
        body = f'{{"entries": [], "next_collection_link": "{link}"}}'.encode()
        return Answer(200, body, {"Content-Type": "application/json"})

    with pytest.raises(SourceChangedError, match="repeats a page"):
        gathered(faults=dict.fromkeys(range(1, 9), circle))
    assert len(here) == 2


def listed(entries, pages=10**9):
    """Answer with page after page, each with a link to another one."""
    count = 0

    def fault(handler, _):
        nonlocal count
        count += 1
        address = f"http://{handler.headers['Host']}/devel/glance?memo={count}"
        told = {"entries": entries} | ({"next_collection_link": address} if count < pages else {})
        return Answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})

    return dict.fromkeys(range(2, 400), fault)


@pytest.mark.parametrize(
    ("entries", "said"), [([], "100 empty pages in a row"), ([{"bug_link": 1}], "200 pages")]
)
def test_a_list_without_end_is_another_shape(monkeypatch, entries, said):
    monkeypatch.setattr(pages, "MOST_PAGES", 200)

    with pytest.raises(SourceChangedError, match=f"has no end: {said}"):
        gathered(faults=listed(entries))


def test_some_empty_pages_are_what_is_hidden():
    assert gathered(faults=dict(list(listed([], 40).items())[:40])).tasks


def test_a_status_that_an_older_server_does_not_know_is_not_asked_again():
    older = [status for status in LEVELS if status not in ("Deferred", "Does Not Exist")]
    found = gathered(world(task(1)), statuses=older)

    refused = [r for r in found.log if "Deferred" in r.query.get("status", ())]
    assert len(refused) == 1
    assert [one.bug for one in found.tasks] == [1]


def test_a_status_that_only_the_server_knows_is_asked_for_and_told():
    pondered = task(2)
    pondered.status = "Pondered"
    found = gathered(world(task(1), pondered), statuses=("New", "Pondered"))

    assert [one.status for one in found.tasks] == ["New", "Pondered"]
    assert "Launchpad has new statuses: Pondered" in found.gaps


def test_a_refusal_that_lists_nothing_is_an_error_with_launchpads_words():
    with pytest.raises(SourceRefusedError, match="400 order_by: what"):
        gathered(faults=dict.fromkeys(range(9), faults.refusal(400, "order_by: what")))


def test_a_task_that_comes_twice_since_the_listing_moved_counts_once():
    def moving(place):
        first = place < 7
        return world(*(task(n) for n in range(1 if first else 0, 401)))

    found = gathered(moving)

    assert len({one.bug for one in found.tasks}) == len(found.tasks)


def test_an_answer_of_another_shape_is_told_with_its_address():
    with pytest.raises(SourceChangedError, match="another shape"):
        gathered(faults={1: faults.plain(b'{"rows": []}')})
