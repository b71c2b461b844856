"""From messages to numbers: a vote counts for what its label means."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from retro.ledger import cut, labels, learn, replay
from retro.measure import Case, fact
from retro.measure.ground import query
from retro.measure.ground.standing import Standing, standing, verified
from retro.model.change import Account, Accounts
from retro.model.cycle import Cycle
from retro.model.label import SeenVotes, Served
from retro.model.labels import Labels
from retro.model.origin import Origin
from retro.model.team import CI, Gerrit, Notes, Team
from retro.snapshot.gerrit import AccountInfo, ApprovalInfo, LabelInfo, MessageInfo, RevisionInfo
from retro.snapshot.gerrit import ChangeInfo as Record
from tests.measure.builders import ANN, BEN, OWNER, case, change, upload, verdict, vote

ZUUL = 90
ACCOUNTS = Accounts({ZUUL: Account(ZUUL, "zuul", gating=True)})
GERRIT = Gerrit(server="http://127.0.0.1", projects=("demo",), ci=CI(gating=("zuul",)))


def record(number: int, *said: tuple[str, int, str], **fields: object) -> Record:
    """Make a record of what was said: (moment, account, message); the first is the upload."""
    messages = tuple(
        MessageInfo(str(place), f"{at}.000000000", text, AccountInfo(who), _revision_number=1)
        for place, (at, who, text) in enumerate(said)
    )
    return Record(
        **{
            "_number": number,
            "project": "demo",
            "branch": "master",
            "subject": "Say hello",
            "status": "NEW",
            "created": messages[0].date,
            "updated": messages[-1].date,
            "owner": AccountInfo(OWNER),
            "revisions": {"sha": RevisionInfo(1, messages[0].date, AccountInfo(OWNER))},
            "messages": messages,
            **fields,
        }
    )


def told(*records: Record, moment: datetime, start: date) -> Case:
    """Return the case that records make."""
    learned = learn(records)
    changes = (cut(replay(one, ACCOUNTS, GERRIT, learned), moment) for one in records)
    return Case(
        team=Team(key="demo", title="Demo", gerrit=GERRIT),
        cycle=Cycle(name="demo", start=start, release=date(2026, 12, 1)),
        notes=Notes(),
        accounts=ACCOUNTS,
        labels=labels(GERRIT, ACCOUNTS, learned),
        changes=tuple(filter(None, changes)),
        moment=moment,
        as_of=moment.date(),
        reaches=datetime(2020, 1, 1, tzinfo=UTC),
    )


def test_a_word_on_backports_hides_no_change_from_the_backlog():
    waiting = record(
        1,
        ("2023-11-01 10:00:00", OWNER, "Uploaded patch set 1."),
        ("2023-11-01 12:00:00", ZUUL, "Patch Set 1: Verified+1"),
        ("2023-12-01 12:00:00", ANN, "Patch Set 1: Backport-Candidate-2"),
    )
    march = told(waiting, moment=datetime(2024, 3, 2, tzinfo=UTC), start=date(2023, 10, 9))

    assert [fact(march, name).value for name in ("backlog.verified", "backlog.starved")] == [1, 1]


def merged_with_one(number: int) -> Record:
    day = f"2024-05-0{number}"
    vote = ApprovalInfo(ANN, 1, f"{day} 14:00:00.000000000")
    return record(
        number,
        (f"{day} 12:00:00", OWNER, "Uploaded patch set 1."),
        (f"{day} 14:00:00", ANN, "Patch Set 1: Code-Review+1"),
        (f"{day} 15:00:00", ZUUL, "Change has been successfully merged"),
        status="MERGED",
        submitted=f"{day} 15:00:00.000000000",
        labels={"Code-Review": LabelInfo((vote,))},
    )


def test_where_code_review_ends_at_one_it_makes_the_core_reviewer():
    records = [merged_with_one(number) for number in range(1, 9)]
    june = told(*records, moment=datetime(2024, 6, 2, tzinfo=UTC), start=date(2024, 4, 8))
    cores = fact(june, "community.cores")

    assert (cores.value, cores.origin) == (1, Origin.ASSUMED)
    assert cores.note.endswith("Code-Review seems to end at +1 in demo.")
    assert fact(june, "community.share_by_non_cores").value == 0
    assert fact(june, "community.days_without_core_review").value == 24


LEGAL = Labels(seen={"Legal": SeenVotes(lowest=-2)})


def stood(*steps, labels: Labels = LEGAL) -> Standing | None:
    one = change(1, upload("03-01"), verdict("03-02"), *steps)
    return standing(case(one, labels=labels), one.states[-1])


def test_who_votes_against_a_change_on_a_judging_label_sends_it_back():
    assert stood(vote("03-03", -1, "Legal")) is Standing.AUTHOR
    assert stood(vote("03-03", -1, "Review-Priority")) is Standing.REVIEWABLE


def test_a_change_is_blocked_where_code_review_gates():
    ungated = Labels(typed={"Code-Review": ("review",)})

    assert stood(vote("03-03", -2)) is Standing.BLOCKED
    assert stood(vote("03-03", -2), labels=ungated) is Standing.AUTHOR


def test_a_minus_two_of_another_gate_leaves_the_verified_backlog():
    stopped = change(1, upload("03-01"), verdict("03-02"), vote("03-03", -2, "Legal"))

    assert fact(case(stopped, labels=LEGAL), "backlog.verified").value == 0
    assert fact(
        case(stopped, labels=Labels(typed={"Legal": ("review",)})), "backlog.verified"
    ).value


def test_the_servers_query_names_the_labels_that_gate():
    asked = query.verified_changes(GERRIT, LEGAL)

    assert "NOT label:Code-Review<=-2 NOT label:Verified<=-2 NOT label:Legal<=-2" in asked
    assert "Legal" not in query.verified_changes(GERRIT, Labels(typed={"Legal": ("neither",)}))


HOLD = Labels(
    typed={"Review-Priority": ("hold", "gate"), "Wish": ("hold",)},
    seen={"Review-Priority": SeenVotes(lowest=-1), "Wish": SeenVotes(lowest=-1)},
)


def test_a_hold_that_the_server_enforces_blocks_a_change_and_waits_for_no_reviewer():
    held = change(1, upload("01-01"), verdict("01-02"), vote("01-03", -1, "Review-Priority"))
    freed = change(2, upload("01-01"), verdict("01-02"), vote("01-03", 2, "Review-Priority"))
    march = case(held, freed, labels=HOLD)
    state, passed = fact(march, "backlog.by_state"), fact(march, "backlog.verified")

    assert {part.key: part.value for part in state.parts if part.value} == {
        "blocked": 1,
        "reviewable": 1,
    }
    assert state.note.endswith(
        "Of those blocked, 1\N{NO-BREAK SPACE}change on hold by Review-Priority."
    )
    assert (passed.value, passed.note) == (1, "Beside them, 1\N{NO-BREAK SPACE}change on hold.")
    assert fact(march, "backlog.starved").value == 1


def test_a_hold_that_gates_nothing_and_the_high_end_of_one_hold_no_change():
    assert stood(vote("03-03", -1, "Wish"), labels=HOLD) is Standing.REVIEWABLE
    assert stood(vote("03-03", 1, "Review-Priority"), labels=HOLD) is Standing.REVIEWABLE


def test_what_is_stopped_twice_is_not_said_to_be_held_alone():
    both = (vote("03-03", -1, "Review-Priority"), vote("03-03 01:00", 1, "Workflow"))
    march = case(change(1, upload("03-01"), verdict("03-02"), *both), labels=HOLD)

    assert fact(march, "backlog.verified").note == ""


def test_the_servers_query_leaves_out_what_is_held():
    asked = query.verified_changes(GERRIT, HOLD)

    assert "NOT label:Verified<=-2 NOT label:Review-Priority<=-1" in asked
    assert "Wish" not in asked


SERVED = Served(
    project="team/code",
    branches="default",
    label="Legal",
    lowest=-2,
    highest=2,
    gates=True,
    stops=True,
    judges=True,
    required=True,
)


def served(*rules: Served) -> Labels:
    return Labels(served=rules, seen=LEGAL.seen)


def in_verified(*steps, labels: Labels, **given) -> bool:
    one = change(1, upload("03-01"), verdict("03-02"), *steps, **given)
    return verified(case(one, labels=labels), one.states[-1])


def test_a_label_gates_in_the_project_and_on_the_branches_that_the_server_says():
    against = vote("03-03", -2, "Legal")
    free = replace(SERVED, gates=False, stops=False)
    labels = served(SERVED, replace(free, project="team/lab"), replace(free, branches="stable"))

    assert not in_verified(against, labels=labels)
    assert in_verified(against, labels=labels, project="team/lab")
    with_stable = case(labels=labels).labels.on("team/code", "stable/2024.1")
    assert not with_stable.vetoes("Legal", -2)
    assert labels.on("team/code", "feature/x").vetoes("Legal", -2), "as where development is"


def test_a_label_of_which_any_vote_will_do_stops_nothing():
    assert in_verified(vote("03-03", -2, "Legal"), labels=served(replace(SERVED, stops=False)))


def test_the_servers_query_asks_only_where_a_label_stops_changes():
    gerrit = Gerrit(server="https://gerrit.example.org", projects=("team/code", "team/lab"))
    lab = replace(SERVED, project="team/lab", gates=False)

    assert "NOT (label:Legal<=-2 project:team/code)" in query.undecided(
        gerrit, served(SERVED, lab)
    )
    everywhere = served(SERVED, replace(lab, gates=True))
    assert query.undecided(gerrit, everywhere).endswith(" NOT label:Legal<=-2")


def ending(project: str, highest: int) -> Served:
    return Served(
        project=project, branches="default", label="Code-Review", lowest=-highest, highest=highest
    )


def test_who_approves_is_asked_for_by_the_highest_vote_of_each_project():
    gerrit = Gerrit(server="https://gerrit.example.org", projects=("a", "b"))

    assert query.core_voted(gerrit, Labels()) == "label:Code-Review=2"
    assert query.core_voted(gerrit, served(ending("a", 1), ending("b", 1))) == (
        "label:Code-Review=1"
    )
    assert query.core_voted(gerrit, served(ending("a", 2), ending("b", 1))) == (
        "(label:Code-Review=2 OR (label:Code-Review=1 project:b))"
    )


def test_what_the_server_says_of_code_reviews_end_goes_before_what_merges_show():
    labels = Labels(served=(ending("a", 2),), tops={"a": 1, "b": 1})

    assert [labels.highest(project) for project in "abc"] == [2, 1, 2]
    assert [labels.known_top(project) for project in "abc"] == [2, 0, 0]


def test_votes_that_meet_on_labels_that_judge_nothing_are_no_disagreement():
    both = (vote("03-02", 2), vote("03-02", 2, by=BEN))
    marks = (vote("03-03", -1, "Review-Priority"), vote("03-04", 1, "Review-Priority", BEN))
    legal = (vote("03-03", -1, "Legal"), vote("03-04", 1, "Legal", BEN))
    name = "community.disagreement"

    assert fact(case(change(1, upload("03-01"), *both, *marks)), name).value == 0
    assert fact(case(change(1, upload("03-01"), *both, *legal)), name).value == 1


def test_words_beside_a_promise_keep_it_no_more_than_the_promise_itself():
    promised = (
        (f"2023-11-02 1{n}:00:00", 30 + n, f"Patch Set 1: Review-Priority+1{words}")
        for n, words in enumerate(("", "\n\nI will look at it.", "\n\n(1 comment)", "", ""))
    )
    reviewed = (
        ("2023-11-04 10:00:00", 30, "Patch Set 1: Code-Review+1"),
        ("2023-11-04 11:00:00", 31, "Patch Set 1:\n\nLooks fine to me."),
        ("2023-11-12 11:00:00", 32, "Patch Set 1: Code-Review+1"),
    )
    one = record(1, ("2023-11-01 10:00:00", OWNER, "Uploaded patch set 1."), *promised, *reviewed)
    march = told(one, moment=datetime(2024, 3, 2, tzinfo=UTC), start=date(2023, 10, 9))
    found = fact(march, "community.review_promises")

    assert (found.value, found.n) == (5, 5)
    assert {part.key: part.value for part in found.parts if part.value} == {
        "kept": 2,
        "forgotten": 3,
    }
