"""How a team lays out its specs, and where they are."""

from msgspec import Struct


class SpecsLayout(Struct, frozen=True, kw_only=True):
    """Where specs lie; folders of cycles and releases go by their names, at whatever depth.

    `clone` and `page` are addresses with `{project}`, of the repository and of a commit's page,
    which also has `{commit}`; a clone's begins with https://, ssh://, git://, file:/// or /.
    Without a `clone` the review server is asked. `inside` are code repositories that hold specs,
    too, below `root`; their changes are counted as code. `approved` and the other names are
    folders, inside a cycle's, beside or above them; what stands in none of them, in a cycle's
    folder, is approved. `skip` are file names that are no spec, beside placeholders and the
    templates of a cycle or state.
    """

    clone: str = ""
    page: str = ""
    root: str = "specs"
    inside: tuple[str, ...] = ()
    priorities: str = "priorities"
    approved: tuple[str, ...] = (
        "approved",
        "not-implemented",
        "in_progress",
        "ongoing",
        "release_independent",
    )
    implemented: tuple[str, ...] = ("implemented", "done")
    shelved: tuple[str, ...] = ("backlog", "untargeted", "ideas")
    dropped: tuple[str, ...] = ("abandoned", "rejected", "retired", "archive", "superseded")
    skip: tuple[str, ...] = (
        "index",
        "readme",
        "template",
        "spec-lite-template",
        "example",
        "skeleton",
        "dummy",
        "lite-specs",
        "postmortem",
        "postmortem_template",
        "scorecard_template",
    )
