"""How specs repositories are laid out: every file is a spec, or left out for a reason."""

import pytest

from retro.snapshot.specs import LINK, NO_CYCLE, NO_SPEC, NO_TEXT, NO_TITLE, SPEC
from tests.collect.specs_repository import Repository, text
from tests.collect.test_specs import SPECS, collected, specs, told

APPROVED, DONE = "approved", "implemented"


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "clone")


def files(repository, tmp_path, **more) -> dict[str, int]:
    (source, _), *_ = collected(repository, tmp_path, **more).parts
    return source.files[SPECS]


MEANT = {
    path: (cycle, state)
    for path, cycle, state in [
        ("keystone/mitaka/thing", "mitaka", APPROVED),
        ("keystone/mitaka/implemented/thing", "mitaka", DONE),
        ("keystone/backlog/thing", "", "shelved"),
        ("mitaka/approved/store/thing", "mitaka", APPROVED),
        ("approved/mitaka/thing", "mitaka", APPROVED),
        ("implemented/2023.1/thing", "antelope", DONE),
        ("stadium/ocata/thing", "ocata", APPROVED),
        ("archive/kilo/thing", "kilo", "dropped"),
        ("backlog/pike/thing", "pike", "shelved"),
        ("kilo-archive/thing", "kilo", "dropped"),
        ("liberty-backlog/thing", "liberty", "shelved"),
        ("in_progress/thing", "", APPROVED),
        ("done/thing", "", DONE),
        ("release_independent/thing", "", APPROVED),
        ("version0.5/thing", "", APPROVED),
        ("Mitaka/Implemented/thing", "mitaka", DONE),
    ]
}


def test_folders_mean_cycle_and_state_in_whichever_order(repository, tmp_path):
    names = {f"thing-{n}": means for n, means in enumerate(MEANT.values())}
    places = [path.removesuffix("thing") + name for path, name in zip(MEANT, names, strict=True)]
    repository.commit({f"specs/{place}.rst": text(place, place) for place in places})

    found = specs(repository, tmp_path)
    assert {name: (cycle, one.events[0].state) for (cycle, name), one in found.items()} == names


def test_where_only_the_done_have_a_folder_the_approved_stand_above_it(repository, tmp_path):
    repository.commit({"specs/anvil/thing.rst": text(), "specs/mitaka/else.rst": text()})
    repository.commit({"specs/anvil/thing.rst": None, "specs/anvil/implemented/thing.rst": text()})

    assert told(specs(repository, tmp_path)["", "thing"]) == [
        ("entered", APPROVED, 2),
        ("moved", DONE, 3),
    ]


def test_where_no_folder_means_anything_every_text_is_a_spec(repository, tmp_path):
    repository.commit({"specs/thing.rst": text(), "specs/store/other.md": "# Other\n\nWords."})

    assert list(specs(repository, tmp_path)) == [("", "other"), ("", "thing")]


def test_a_text_in_a_releases_folder_is_approved_for_it_and_a_link_is_done(repository, tmp_path):
    repository.commit({"specs/1.0/thing.rst": text()})
    repository.commit({}, links={"specs/1.1/thing.rst": "../1.0/thing.rst"})

    assert told(specs(repository, tmp_path)["", "thing"]) == [
        ("entered", APPROVED, 2),
        ("linked", DONE, 3),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "deploy-templates",
        "heat-template-validate",
        "cluster-template-driver-selection",
        "edp-datasource-placeholders",
        "template-versions",
        "index-of-images",
        "lock-template",
    ],
)
def test_a_name_that_only_has_a_word_of_those_is_a_spec(repository, tmp_path, name):
    repository.commit({f"specs/mitaka/{name}.rst": text()})

    assert ("mitaka", name) in specs(repository, tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "template.rst",
        "mitaka-template.rst",
        "2023.1-template.rst",
        "backlog-template.rst",
        "placeholder.rst",
        "0-placeholder.rst",
        ".placeholder",
        "dummy.rst",
        "index.rst",
        "README",
        "Readme.md",
    ],
)
def test_what_is_no_spec_is_known_by_its_whole_name(repository, tmp_path, name):
    repository.commit({f"specs/mitaka/{name}": text()})

    assert specs(repository, tmp_path) == {}
    assert files(repository, tmp_path) == {NO_SPEC: 1}


def test_a_text_without_a_title_is_no_spec_and_is_counted(repository, tmp_path):
    repository.commit({"specs/mitaka/thing.rst": "Nothing was decided yet.\n"})
    found = collected(repository, tmp_path)

    assert found.parts[0][1] == ()
    assert found.parts[0][0].files == {SPECS: {NO_TITLE: 1}}
    assert any("1\xa0file without a title" in hole.why for hole in found.holes)


def test_every_file_below_the_root_is_a_spec_or_left_out_for_a_reason(repository, tmp_path):
    repository.commit(
        {
            "specs/mitaka/thing.rst": text(),
            "specs/mitaka/index.rst": "Index",
            "specs/mitaka/picture.svg": "<svg/>",
            "specs/somewhere/else.rst": text(),
            "specs/somewhere/more.rst": text(),
            "doc/source/other.rst": text(),
        },
        links={"specs/newton/thing.rst": "../mitaka/thing.rst"},
    )
    found = collected(repository, tmp_path)

    assert found.parts[0][0].files == {
        SPECS: {SPEC: 1, LINK: 1, NO_SPEC: 1, NO_TEXT: 1, NO_CYCLE: 2}
    }
    assert [hole.why for hole in found.holes] == [
        f"{SPECS} has 2\xa0files in folders of no cycle; "
        "specs_layout in team.yaml says which folders and names mean what"
    ]


def test_specs_inside_a_code_repository_are_read_below_their_root(repository, tmp_path):
    repository.commit({"octavia/code.py": "pass", "docs/specs/mitaka/thing.rst": text()})
    layout = {"root": "docs/specs", "inside": (SPECS,)}
    found = collected(repository, tmp_path, named=(), **layout)

    assert [(spec.repository, spec.name) for spec in found.parts[0][1]] == [(SPECS, "thing")]
    assert found.parts[0][0].files == {SPECS: {SPEC: 1}}


@pytest.mark.parametrize("root", ["specs", "docs/specs"])
def test_a_root_that_one_commit_renamed_is_one_root(repository, tmp_path, root):
    """Whether team.yaml names the old one or the new one."""
    names = ("mitaka/approved/thing", "mitaka/approved/other", "newton/approved/more")
    other = text(title="Other", blueprint="other", body="Quite another text.")
    texts = dict(zip(names, (text(), other, text(title="More")), strict=True))
    repository.commit({f"specs/{name}.rst": words for name, words in texts.items()})
    old = {f"specs/{name}.rst": None for name in texts}
    repository.commit(old | {f"docs/specs/{name}.rst": words for name, words in texts.items()})
    repository.commit({"docs/specs/newton/approved/late.rst": text(title="Late")})
    found = specs(repository, tmp_path, root=root)

    assert [(e.what, e.path) for e in found["mitaka", "thing"].events] == [
        ("entered", "specs/mitaka/approved/thing.rst"),
        ("moved", "docs/specs/mitaka/approved/thing.rst"),
    ]
    assert ("newton", "late") in found
    assert files(repository, tmp_path, root=root) == {SPEC: 4}


def test_a_folder_that_gave_a_file_is_not_the_root(repository, tmp_path):
    repository.commit({"doc/mitaka/notes.rst": text(), "doc/mitaka/more.rst": text(title="M")})
    repository.commit(
        {
            "doc/mitaka/notes.rst": None,
            **{f"specs/mitaka/{n}.rst": text(title=n, body=n) for n in ("a", "b", "notes")},
        }
    )

    assert ("mitaka", "more") not in specs(repository, tmp_path)
