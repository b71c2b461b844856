"""What a Launchpad does, asked of the loopback one and of a real lazr.restful service alike.

`make launchpad` runs this with the real service; without it the loopback Launchpad stands alone.
Where the two differ, the loopback one is wrong.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import requests

from retro import calendar
from retro.collect.launchpad.collector import collect_launchpad
from retro.collect.tracker import Request
from retro.model.team import Gerrit, Team
from tests.launchpad.story import world
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_data import LEVELS
from tests.world.record import END

PYTHON = os.environ.get("RETRO_LAZR_PYTHON")
SEARCH = "/devel/glance?ws.op=searchTasks"
EVERY = SEARCH + "".join(f"&status={status.replace(' ', '+')}" for status in LEVELS)
ADDRESSES = (
    "/devel/glance",
    "/devel/glance/series",
    "/devel/glance/mitaka",
    "/devel/glance/all_milestones",
    "/devel/glance/mitaka/all_milestones",
    "/devel/glance/newton/all_milestones",
    "/devel/glance/releases",
    "/devel/glance/+milestone/mitaka-1",
    "/devel/glance/+milestone/none",
    "/devel/glance?ws.op=get_timeline",
    "/devel/glance?ws.op=get_timeline&include_inactive=true",
    "/devel/glance?ws.op=get_timeline&include_inactive=True",
    "/devel/glance/all_specifications",
    "/devel/glance/all_specifications?ws.size=2",
    "/devel/glance/all_specifications?ws.size=4&memo=4&ws.start=4",
    "/devel/glance/valid_specifications",
    "/devel/glance/mitaka/all_specifications",
    "/devel/glance/mitaka/valid_specifications",
    "/devel/glance/+spec/done",
    "/devel/glance/+spec/none",
    "/devel/bugs/30",
    "/devel/bugs/30/activity",
    "/devel/bugs/33",
    "/devel/bugs/99",
    "/devel/nothing",
    "/devel/ossa",
    "/devel/openstack",
    "/devel/openstack/projects",
    "/devel/openstack/nothing",
    "/1.0/openstack",
    "/devel/ossa?ws.op=searchTasks",
    "/1.0/glance",
    "/1.0/glance/all_specifications",
    "/1.0/glance/+spec/done",
    "/1.0/glance?ws.op=searchTasks&ws.size=2",
    "/1.0/glance/mitaka?ws.op=searchTasks",
    "/devel/glance/mitaka?ws.op=searchTasks",
    "/3.0/glance",
    SEARCH,
    EVERY,
    EVERY + "&order_by=id&omit_duplicates=false",
    EVERY + "&order_by=-datecreated&ws.size=5",
    SEARCH + "&status=New&status=Fix+Committed&ws.size=2",
    SEARCH + "&status=%5B%22New%22%2C+%22Won%27t+Fix%22%5D&ws.size=1",
    SEARCH + "&status=New&status=%5B%22New%22%5D",
    SEARCH + "&status=Nope",
    SEARCH + "&status=Nope&omit_duplicates=False",
    SEARCH + "&stauts=Nope",
    SEARCH + "&information_type=Public+Security",
    SEARCH + "&information_type=%22Public+Security%22",
    EVERY + "&tags=security",
    EVERY + "&omit_duplicates=false&modified_since=2015-10-20T12:00:00Z",
    EVERY + "&modified_since=2015-10-23T00:00:00Z",
    EVERY + "&tags=%22security%22",
    EVERY + "&tags=security&tags=lite-spec",
    EVERY + "&tags=lite-spec&tags=%22%5C%221.10%5C%22%22&tags_combinator=All",
    EVERY + "&tags=1.10",
    EVERY + "&tags=%221.10%22",
    EVERY + "&tags=%5B%22%5C%221.10%5C%22%22%5D",
    EVERY + "&tags=-security",
    EVERY + "&tags=*",
    EVERY + "&tags=-*",
    EVERY + "&tags_combinator=None",
    SEARCH + "&omit_duplicates=False",
    SEARCH + "&omit_duplicates=true&omit_duplicates=true",
    SEARCH + "&omit_duplicates=",
    SEARCH + "&order_by=date_created",
    SEARCH + "&modified_since=20151016",
    SEARCH + "&modified_since=2015-10-16T00:00:00%2B01:00",
    SEARCH + "&modified_since=2015-10-16T00:00:00+00:00",
    SEARCH + "&modified_since=2015-10-16",
    SEARCH + "&modified_since=2015-10-16T00:00:00Z",
    SEARCH + "&ws.show=total_size",
    SEARCH + "&ws.size=300",
    SEARCH + "&ws.size=301",
    SEARCH + "&ws.size=0",
    SEARCH + "&ws.size=-1",
    SEARCH + "&ws.size=many",
    SEARCH + "&ws.size=5&memo=5&ws.start=5",
    SEARCH + "&ws.size=5&memo=2&ws.start=100",
    SEARCH + "&ws.size=5&memo=20&ws.start=20",
    SEARCH + "&ws.size=5&ws.start=500",
    SEARCH + "&ws.size=5&memo=x",
    SEARCH + "&ws.op=get_timeline",
    "/devel/glance?ws.op=zap",
)

beside_the_real_one = pytest.mark.skipif(
    not PYTHON, reason="no lazr.restful here: `make launchpad` brings one"
)


class Server:
    """Either server: ask it, and read the answer without what is its own."""

    def __init__(self, base):
        self.base = base

    def get(self, path):
        return requests.get(self.base + path, timeout=20, allow_redirects=False)

    def told(self, path):
        answer = self.get(path)
        kind = answer.headers["Content-Type"].replace(" ", "").lower()
        if kind != "application/json":
            return answer.status_code, kind, re.sub(r"<[^>]*>", "<>", answer.text)
        said = answer.text.replace(self.base, "")
        return answer.status_code, kind, _without_etags(json.loads(said))

    def json(self, path):
        return self.get(path).json()


def _without_etags(value):
    if isinstance(value, dict):
        return {k: _without_etags(one) for k, one in value.items() if k != "http_etag"}
    return [_without_etags(one) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def loopback():
    with LaunchpadServer(world()) as server:
        yield Server(server.base)


@pytest.fixture(scope="module")
def real():
    command = [PYTHON, "-W", "ignore", "-m", "tests.launchpad.serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Server(process.stdout.readline().strip())
        finally:
            process.terminate()


@pytest.fixture(params=["loopback", *(["real"] if PYTHON else [])])
def server(request):
    return request.getfixturevalue(request.param)


@beside_the_real_one
@pytest.mark.parametrize("address", ADDRESSES if PYTHON else ["everything"])
def test_the_loopback_launchpad_says_what_the_real_engine_says(loopback, real, address):
    assert loopback.told(address) == real.told(address)


def test_a_search_without_statuses_leaves_out_what_is_closed(server):
    found = {entry["status"] for entry in server.json(SEARCH)["entries"]}

    assert found == {"New", "Fix Committed"}


def test_duplicates_are_left_out_unless_asked_for(server):
    def numbers(path):
        entries = server.json(path)["entries"]
        return {entry["bug_link"].rpartition("/")[2] for entry in entries}

    assert numbers(EVERY + "&omit_duplicates=false") - numbers(EVERY) == {"32"}


def test_entries_that_nobody_may_see_shorten_their_page_and_count_in_the_size(server):
    page = server.json(EVERY + "&ws.size=300&omit_duplicates=false")

    assert (len(page["entries"]), page["total_size"]) == (24, 25)


def test_a_named_operation_links_to_its_size_on_every_page_but_the_last(server):
    first = server.json(SEARCH + "&ws.size=20")
    [last] = [server.json(first["next_collection_link"].removeprefix(server.base))]

    assert "total_size_link" in first
    assert "total_size" not in first
    assert last["total_size"] == 23


def test_what_a_parameter_is_called_is_not_checked_but_its_value_is(server):
    assert server.get(SEARCH + "&stauts=Nope").status_code == 200
    assert "Acceptable values are: New, Inc" in server.get(SEARCH + "&status=Nope").text


def test_a_request_for_headers_only_is_refused(server):
    assert requests.head(server.base + "/devel/glance", timeout=20).status_code == 405


@beside_the_real_one
def test_the_collector_reads_the_same_from_both(loopback, real):
    assert _collected(loopback) == _collected(real)


def _collected(server):
    team = Team(
        key="glance",
        title="Glance",
        gerrit=Gerrit(server="https://review.example.org", projects=("openstack/glance",)),
        launchpad=("glance",),
        launchpad_server=f"{server.base}/devel",
    )
    request = Request(
        team=team,
        cycle=calendar.find("mitaka"),
        work=Path("unused"),
        now=lambda: END,
        sleep=lambda _: None,
        say=lambda _: None,
    )
    found = collect_launchpad(request)
    counted = [(source.name, source.requests, source.counts) for source, _ in found.parts]
    return counted, [records for _, records in found.parts], found.holes
