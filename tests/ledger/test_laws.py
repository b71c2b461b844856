"""What holds for every history."""

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from retro.ledger import cut, replay, states
from retro.model.change import Change, Sure
from tests.ledger.builders import GERRIT, ROBOTS, change, hour, record

SAYINGS = st.sampled_from(
    [
        "owner: Uploaded patch set {n}.",
        "bob: Uploaded patch set {n}: Patch Set 1 was rebased.",
        "ann: Patch Set {m}: Code-Review+2",
        "ann: Patch Set {m}: -Code-Review",
        "bob: Patch Set {m}: Code-Review-2 Workflow+1",
        "jenkins: Patch Set {m}: Verified+1",
        "jenkins: Patch Set {m}: -Verified",
        "jenkins: Patch Set {m}: Verified-2\n\nMerge Failed.",
        "ann: Removed Code-Review-2 by <GERRIT_ACCOUNT_3>",
        "owner: Abandoned",
        "owner: Restored",
        "owner: Set Work In Progress",
        "owner: Change destination moved from master to stable",
        "ann: Patch Set {m}:\n\n(3 comments)",
        "ann: Patch Set {m}: Verified; Looks good to me, approved",
        "ann: Patch Set {m}: No score",
        "owner: Patch Set {m}: Work In Progress",
        "owner: Patch Set {m}: Abandoned",
        "owner: Patch Set {m}:\n\nPlease look again",
        "bob: Removed the following votes:\n\n* Code-Review+2 by (name)",
        "bob: Uploaded patch set {n}.\n\nCopied Votes:\n* Code-Review+2",
        "ann: Patch Set {m}: Code-Review+1\n\nCopied votes on follow-up patch sets have been"
        " updated:\n* Code-Review+1 has been copied to patch set {n0} (was Code-Review+2), {n0}.",
    ]
)


@st.composite
def stories(draw: st.DrawFn) -> list[str]:
    """Draw the lines of a history in which patch sets come in order."""
    lines, number = ["owner: Uploaded patch set 1."], 1
    for saying in draw(st.lists(SAYINGS, max_size=12)):
        if "{n}" in saying:
            number += 1
        lines.append(saying.format(n=number, n0=number, m=draw(st.integers(1, number))))
    return lines


@st.composite
def hurried(draw: st.DrawFn) -> tuple[list[str], tuple[float, ...]]:
    """Draw a history of which much happens in one second."""
    lines = draw(stories())
    steps = draw(st.lists(st.sampled_from([0, 0, 1 / 3600, 1]), min_size=len(lines)))
    return lines, tuple(sum(steps[:place]) for place in range(len(lines)))


def moments(story: Change) -> list:
    """Return each event's moment, the one just after it, and each midnight."""
    midnights = {event.at.replace(hour=0) + timedelta(days=1) for event in story.events}
    return (
        [e.at for e in story.events]
        + [e.at + timedelta(microseconds=1) for e in story.events]
        + sorted(midnights)
    )


@given(stories())
def test_the_running_state_equals_a_replay_of_what_was_known_then(lines):
    story = change(*lines)

    for moment in moments(story):
        known = cut(story, moment)
        state = list(states(known, ROBOTS, GERRIT))[-1] if known else None
        assert story.at(moment) == state


@given(hurried())
def test_a_cut_holds_all_that_came_before_its_moment_and_nothing_else(story):
    lines, hours = story
    told = change(*lines, hours=hours)

    for moment in moments(told):
        known = cut(told, moment)
        assert (known is None) == (moment <= told.created)
        if known:
            assert known.events == tuple(e for e in told.events if e.at < moment)
            assert known.states == tuple(s for s in told.states if s.since < moment)


@given(hurried())
def test_what_one_second_holds_is_one_state(story):
    lines, hours = story
    told = change(*lines, hours=hours)

    assert [s.since for s in told.states] == sorted({event.at for event in told.events})
    assert list(states(told, ROBOTS, GERRIT)) == list(told.states)


@given(hurried())
def test_an_event_says_how_it_is_known_and_its_state_what_is_assumed(story):
    lines, hours = story
    told = change(*lines, hours=hours)
    last = told.states[-1]
    here = [e for e in told.events if e.patch_set == last.patch_set and e.label]
    latest = {(event.label, event.account): event.sure for event in here}

    assert ("votes" in last.assumed) == (Sure.ASSUMED in latest.values())


@given(stories(), st.integers(1, 12))
def test_later_messages_never_change_an_earlier_moment(lines, length):
    # The record's own fields are the server's today, so a cut record ends as it stood then.
    whole = change(*lines)
    then = whole.at(hour(min(length, len(lines)) - 1) + timedelta(microseconds=1))
    part = change(*lines[:length], status=then.status, work_in_progress=then.wip)
    last = part.events[-1].at

    for state in part.states[:-1]:
        assert whole.at(state.since + timedelta(microseconds=1)) == state
    assert last >= part.created


@given(stories(), st.randoms())
def test_the_order_of_messages_in_the_record_is_irrelevant(lines, random):
    told = record(*lines)
    shuffled = list(told.messages)
    random.shuffle(shuffled)
    mixed = msgspec.structs.replace(told, messages=tuple(shuffled))

    assert replay(mixed, ROBOTS, GERRIT) == replay(told, ROBOTS, GERRIT)


@given(stories())
def test_only_votes_on_the_current_patch_set_are_in_force(lines):
    story = change(*lines)

    for state in story.states:
        assert all(value for value in state.votes.values())
    assert [s.since for s in story.states] == sorted({s.since for s in story.states})
