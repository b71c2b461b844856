"""What a server's changes say of labels: from requirements, from functions, from values' texts."""

import pytest

from retro.collect.gerrit.label_rules import Expression, Requirement, Shown, ShownLabel, rules
from retro.collect.gerrit.requirements import Atom, atoms

BOTH = "label:Code-Review=MAX AND -label:Code-Review=MIN"
LOW, NEEDED, BOTH_ENDS, NOTHING = (False, True), (True, False), (True, True), (False, False)


def named(expression):
    """Return what an expression asks of each label: (needed, blocks)."""
    found = {}
    for atom in atoms(expression):
        needs, low = found.get(atom.label, (False, False))
        found[atom.label] = needs or atom.needs, low or atom.refuses_low
    return found


@pytest.mark.parametrize(
    ("expression", "asked"),
    [
        (BOTH, {"Code-Review": BOTH_ENDS}),
        ("label:Verified>=2", {"Verified": NEEDED}),
        ("label:PTL-Approved>0", {"PTL-Approved": NEEDED}),
        ("-label:Review-Priority=MIN", {"Review-Priority": LOW}),
        ("-label:Legal=-1", {"Legal": LOW}),
        ("NOT label:Legal<=-1", {"Legal": LOW}),
        ("label:Verified>=0", {"Verified": LOW}),
        ("label:Code-Review=MAX,user=non_uploader", {"Code-Review": NEEDED}),
        (
            'label:"Code-Review=MAX,user=non_uploader" -label:"Code-Review=MIN"',
            {"Code-Review": BOTH_ENDS},
        ),
        ('"label:Code-Review=MAX"', {"Code-Review": NEEDED}),
        ("label1:Code-Review>=1 AND label2:Code-Review=MAX,count>=2", {"Code-Review": NEEDED}),
        (
            "label:Backport-Candidate=1 OR label:Backport-Candidate=-1",
            {"Backport-Candidate": NEEDED},
        ),
        ("label:Legal=-1", {"Legal": NOTHING}),
        ("label:Legal<0", {"Legal": NOTHING}),
        ("-label:Legal>=0", {"Legal": NOTHING}),
        ("-label:Legal=0", {"Legal": NEEDED}),
        ("-label:Legal<=0", {"Legal": NEEDED}),
        ("label:Code-Review+2", {"Code-Review": NEEDED}),
        ("(branch:main AND (label:A=MAX OR (label:B=MAX)))", {"A": NEEDED, "B": NEEDED}),
        ("-(label:A=MIN OR NOT (label:B=MAX))", {"A": LOW, "B": NEEDED}),
        ("is:true OR hasfooter:Release-Notes -has:unresolved", {}),
        ("distinctvoters:[Code-Review],value=MAX,count>1", {}),
        ("((label:A=MAX", {"A": NEEDED}),
        (")) label:3PP-Approved=MAX", {"3PP-Approved": NEEDED}),
    ],
)
def test_an_expression_is_read_for_the_labels_that_it_names(expression, asked):
    assert named(expression) == asked


def test_a_high_vote_that_is_refused_holds_the_change():
    assert list(atoms("-label:Hold=MAX")) == [Atom("Hold", refuses_high=True)]


VALUES = {"-2": "Do not merge", "-1": "No", " 0": "", "+1": "Yes", "+2": "Approved"}


def label(**more):
    return ShownLabel(**{"values": VALUES, **more})


def shown(*expressions, override="", legacy=False, status="NEW", branch="master", **labels):
    requirements = tuple(
        Requirement(legacy, Expression(one), Expression(override)) for one in expressions
    )
    given = {name.replace("_", "-"): one for name, one in labels.items()}
    return Shown("p", branch, status, given, requirements)


def one(*changes):
    """Return what changes tell of their only label."""
    (rule,) = rules(changes)
    return rule


def test_a_label_that_no_requirement_names_gates_nothing():
    rule = one(shown(BOTH, Mark=label(optional=True)))

    assert (rule.gates, rule.stops, rule.required) == (False, False, True)


def test_a_requirement_is_read_and_not_its_name():
    rule = one(shown("label:Mark=1 OR label:Mark=2", Mark=label(optional=True)))

    assert (rule.gates, rule.stops, rule.required) == (True, False, True)


def test_what_is_switched_off_gates_nothing_and_what_is_for_other_branches_does():
    off = Requirement(False, Expression("is:true"))
    elsewhere = Requirement(False, Expression("label:Mark=MAX"))
    for requirement, gates in ((off, False), (elsewhere, True)):
        change = Shown("p", "master", "NEW", {"Mark": label()}, (requirement,))
        assert one(change).gates is gates


def test_an_override_is_a_way_round_a_gate():
    rule = one(shown("label:Else=MAX", override="label:Mark=MAX", Mark=label()))

    assert (rule.gates, rule.overrides) == (False, True)


@pytest.mark.parametrize(
    ("requirements", "fields", "gates"),
    [
        (None, {}, True),
        (None, {"optional": True}, False),
        (None, {"optional": True, "blocking": True}, True),
        ((), {"optional": True}, None),
        ((), {}, None),
    ],
)
def test_functions_tell_only_where_there_are_no_requirements(requirements, fields, gates):
    change = Shown("p", "master", "NEW", {"Mark": label(**fields)}, requirements)

    assert (one(change).gates, one(change).required) == (gates, False)


def test_where_all_requirements_are_legacy_functions_tell_of_what_they_do_not_name():
    change = shown(BOTH, legacy=True, Mark=label(optional=True), Code_Review=label())
    told = {rule.label: (rule.gates, rule.required) for rule in rules([change])}

    assert told == {"Mark": (False, False), "Code-Review": (True, True)}


def test_a_merged_change_of_an_old_server_tells_values_alone():
    merged = Shown("p", "master", "MERGED", {"Mark": label()})

    assert (one(merged).gates, one(merged).highest) == (None, 2)
    assert one(merged, Shown("p", "master", "NEW", {"Mark": label()})).gates is True


def test_what_a_change_was_merged_by_goes_before_what_holds_today():
    then = shown(BOTH, "label:Mark=MAX", status="MERGED", Mark=label())
    today = shown(BOTH, Mark=label())

    assert one(today, then).gates is True


def test_classes_of_branches_are_told_apart():
    here = shown("label:Mark=MAX", Mark=label())
    stable = shown(BOTH, branch="stable/2024.1", Mark=label())
    told = {rule.branches: rule.gates for rule in rules([here, stable])}

    assert told == {"default": True, "stable": False}


def test_a_value_that_is_unused_is_none():
    values = {"-2": "Unused", "-1": "No", " 0": "", "+1": "Yes", "+2": "Unused"}
    rule = one(shown(BOTH, Mark=label(values=values)))

    assert (rule.lowest, rule.highest) == (-1, 1)


@pytest.mark.parametrize(
    ("low", "high", "judges", "holds"),
    [
        ("Do not merge", "Looks good to me", True, False),
        ("I would prefer this is not merged as is", "", True, False),
        ("This patch needs further work", "Yes", True, False),
        ("Branch Freeze", "Important Change", False, True),
        ("Do Not Backport", "Should Backport", False, False),
        ("Wait for the release", "", None, True),
        ("No", "Yes", None, False),
        ("Do not submit", "Important", None, False),
    ],
)
def test_texts_of_values_tell_whether_a_vote_judges_or_holds(low, high, judges, holds):
    rule = one(shown(BOTH, Mark=label(values={"-1": low, " 0": "No score", "+1": high})))

    assert (rule.judges, rule.holds) == (judges, holds)
