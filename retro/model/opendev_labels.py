"""What is known of OpenDev's labels without asking: the kinds of each, by project.

Source:
    openstack/project-config: gerrit/acls (August 2026), and the submit requirements stored with
    merged changes since March 2023; before that, functions of labels had the same effect.
"""

from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from retro.model.label import HIGHEST, Kinds

# review.openstack.org became review.opendev.org in April 2019.
_HOSTS = (".openstack.org", ".opendev.org")

_EVERYWHERE = ("*",)
# Here Review-Priority is a promise or a mark alone; elsewhere its −1 refuses the merge.
_NO_FREEZE = (
    "openstack/nova",
    "openstack/nova-specs",
    "openstack/os-vif",
    "openstack/placement",
    "openstack/python-novaclient",
    "openstack/python-watcherclient",
    "openstack/watcher*",
)

# Repositories of decisions: Code-Review ends at +1, or has a "+2 Unused", and gates nothing.
_VOTES = (
    "openinfra/transparency-policy",
    "openstack/governance",
    "starlingx/governance",
    "opendev/infra-specs",
)

_LABELS: tuple[tuple[str, tuple[str, ...], Kinds], ...] = (
    ("Code-Review", _VOTES, ("review",)),
    ("Code-Review", _EVERYWHERE, ("review", "gate")),
    ("Verified", _EVERYWHERE, ("gate", "ci")),
    ("Workflow", _EVERYWHERE, ("review", "gate")),
    ("Approved", _EVERYWHERE, ("review", "gate")),
    ("Review-Priority", _NO_FREEZE, ("neither",)),
    ("Review-Priority", _EVERYWHERE, ("gate", "hold")),
    # In openstacksdk some value of it is needed, but any will do: no vote stops a change.
    ("Backport-Candidate", _EVERYWHERE, ("neither",)),
    ("Rollcall-Vote", ("opendev/infra-specs",), ("gate",)),
    ("Rollcall-Vote", _EVERYWHERE, ("neither",)),
    ("PTL-Approved", ("openstack/releases",), ("gate", "ci")),
    ("PTL-Approved", _EVERYWHERE, ("neither",)),
    ("Allow-Post-Review", _EVERYWHERE, ("trigger",)),
)
"""(label, projects, kinds); the first line that fits holds."""


def is_opendev(server: str) -> bool:
    """Tell whether an address is of OpenDev's server, under its old name or its new one."""
    return f".{urlsplit(server).hostname or ''}".endswith(_HOSTS)


def known(label: str, project: str) -> Kinds:
    """Return the kinds of a label in a project there, none where it isn't known."""
    rows = (kinds for name, projects, kinds in _LABELS if name == label and _at(project, projects))
    return next(rows, ())


def known_top(project: str) -> int:
    """Return Code-Review's highest vote in a project there."""
    return 1 if _at(project, _VOTES) else HIGHEST


def _at(project: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(project, pattern) for pattern in patterns)
