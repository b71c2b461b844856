"""What a query and an address are made of: names with slashes, blanks, quotes and braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.collect.gerrit.changes import GerritChanges
from retro.collect.plan import Selector
from retro.collect.reply import Answer
from retro.collect.work import Work
from retro.measure.ground import query
from retro.model.query import value
from retro.model.team import CI, Gerrit
from tests.collect.builders import change, team
from tests.world.gerrit import GerritServer
from tests.world.gerrit_query import QueryError, parse

ODD = ("openstack/glance", "a b/c", 'a "b"/c', "a {b}/c", "(a)/b", "a:b", "it's", "a/b!", "ä/ö")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("openstack/glance", "openstack/glance"),
        ("stable/2024.1", "stable/2024.1"),
        ("feature/r1-2+3", "feature/r1-2+3"),
        ("-specs", '"-specs"'),
        ("Example CI", '"Example CI"'),
        ("a/{b}", '"a/{b}"'),
        ('say "so"', '{say "so"}'),
        ("(a)", '"(a)"'),
        ("", '""'),
    ],
)
def test_a_value_is_quoted_only_where_the_grammar_needs_it(text, quoted):
    assert value(text) == quoted


@given(st.text(min_size=1).filter(lambda text: not ('"' in text and {"{", "}"} & set(text))))
def test_a_quoted_value_is_read_as_the_text_that_it_was(text):
    test = parse(f"project:{value(text)} status:open")

    assert test({"project": text, "status": "NEW"})
    assert not test({"project": f"{text}x", "status": "NEW"})


@pytest.mark.parametrize("text", ["a b", 'a"b', "a{b", "a:b", "it's", "a(b)"])
def test_what_is_not_quoted_though_it_must_be_is_refused_or_read_as_another_name(text):
    try:
        test = parse(f"project:{text}")
    except QueryError:
        return

    assert not test({"project": text})


def test_a_project_of_any_name_is_collected(run):
    changes = [change(n, project=name) for n, name in enumerate((*ODD, "unasked"), 1)]
    with GerritServer(changes) as server:
        manifest = run(team(server.url, projects=ODD))
        assert run(team(server.url, projects=ODD)).digest

    assert manifest.collection("gerrit-index").counts == dict.fromkeys(ODD, 1)


def test_projects_that_begin_with_any_prefix_are_collected(run):
    longer = [f"{name}-x" for name in ODD]
    changes = [change(n, project=name) for n, name in enumerate((*longer, "a"), 1)]
    with GerritServer(changes) as server:
        manifest = run(team(server.url, projects=tuple(f"{name}*" for name in ODD)))

    assert manifest.collection("gerrit-index").counts == dict.fromkeys(longer, 1)


def test_a_query_goes_over_the_wire_with_its_slash_and_its_quotes_escaped(run):
    with GerritServer([change(1)]) as server:
        run(team(server.url))

    asked = [request.raw for request in server.log if request.path == "/changes/"]
    assert asked
    assert all("openstack%2Fglance" in raw or "change%3A1" in raw for raw in asked)
    assert not any(sign in raw.partition("?")[2] for raw in asked for sign in '/" {')


def test_two_questions_that_read_alike_unescaped_are_kept_apart(tmp_path):
    class Server:
        server, requests = "https://review.example.org", 0

        def ask(self, _, query=(), **__):
            return Answer(b")]}'\n" + (b'"one"' if len(query) == 1 else b'"two"'))

    gerrit = GerritChanges(Server(), Work(tmp_path))
    first = gerrit.get("place", "/x", (("q", "a&n=1"),), str)
    second = gerrit.get("place", "/x", (("q", "a"), ("n", "1")), str)

    assert (first, second) == ("one", "two")


@pytest.mark.parametrize("name", ODD)
def test_what_a_selector_asks_is_what_it_takes(name):
    for selector in (Selector(name), Selector(f"{name}*")):
        test = parse(selector.query)
        for project in (name, f"{name}-x", "another"):
            assert test({"project": project}) == selector.takes(project)


def test_queries_for_readers_are_quoted_as_the_collectors_are():
    gerrit = Gerrit(
        server="https://review.example.org",
        projects=("openstack/glance", "a b*"),
        branches=("stable/2024.1", "a (b)"),
        ci=CI(gating=("zuul", "Example CI")),
    )

    assert query.open_changes(gerrit) == (
        'status:open (project:openstack/glance OR projects:"a b")'
        ' (branch:stable/2024.1 OR branch:"a (b)")'
    )
    assert query.passed(gerrit) == (
        '(label:Verified>=1,user=zuul OR label:"Verified>=1,user=Example CI")'
    )
