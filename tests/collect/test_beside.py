"""With several lanes other servers are asked beside Gerrit; with one lane after it."""

from threading import Event

import pytest

from retro.collect.tracker import Collected
from retro.errors import SourceRefusedError, SourceSilentError
from tests.collect.builders import change, team
from tests.world import faults
from tests.world.gerrit import GerritServer

CHANGES = [change(n) for n in range(1, 101)]


@pytest.mark.parametrize(("lanes", "meanwhile"), [(1, False), (4, True)])
def test_other_servers_are_asked_beside_gerrit_where_there_are_lanes(run, lanes, meanwhile):
    begun, found = Event(), []

    def others():
        begun.set()
        return Collected()

    def meet(_, answer):
        found.append(begun.wait(30 if meanwhile else 0))
        return answer

    # the last of all: with several lanes earlier ones may belong to the index or its details
    with GerritServer(CHANGES, faults={7: meet}) as server:
        run(team(server.url), lanes=lanes, others=others)

    assert found == [meanwhile]
    assert begun.is_set()


@pytest.mark.parametrize("lanes", [1, 4])
def test_what_gerrit_answered_is_kept_where_another_server_fails(run, lanes):
    def silent():
        raise SourceSilentError("nobody there", where="https://bugs.example.org")

    with GerritServer(CHANGES) as server:
        with pytest.raises(SourceSilentError, match="nobody there"):
            run(team(server.url), lanes=lanes, others=silent)
        asked = len(server.log)
        run(team(server.url), lanes=lanes)

    assert len(server.log) == asked


@pytest.mark.parametrize("lanes", [1, 4])
def test_it_is_gerrits_refusal_that_is_said_where_both_fail(run, lanes):
    def silent():
        raise SourceSilentError("nobody there")

    refusal = faults.refusal(403, "Enough for today")

    def refuse(handler, answer):
        """Refuse full records: without what labels mean a collection goes on."""
        return refusal(handler, answer) if "MESSAGES" in handler.path else answer

    with (
        GerritServer(CHANGES, faults=dict.fromkeys(range(9), refuse)) as server,
        pytest.raises(SourceRefusedError, match="Enough for today"),
    ):
        run(team(server.url), lanes=lanes, others=silent)
