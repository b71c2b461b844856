"""The cast: people with made-up names, and machines.

Numbers lie far outside those of any real server, so a link never leads to a real person.
"""

from dataclasses import dataclass

_FIRST_NAMES = (
    "Alba Bram Cleo Dario Edda Faro Gwen Hana Ivo Juna Kian Lumi Mato Nela Orin Pilar Quin "
    "Runa Sami Tova Ugo Vela Wim Xenia Yara Zeno Amir Brisa Chidi Dagny Emre Farah"
)
_LAST_NAMES = (
    "Anvil Bracken Cinder Dovetail Ember Fallow Gravel Hollow Inkwell Juniper Kestrel "
    "Lantern Meadow Nettle Orchard Pebble Quarry Rushes Saffron Thistle Umber Vellum Willow "
    "Yarrow"
)
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody, or something, that acts in Gerrit."""

    number: int
    name: str
    username: str

    @property
    def email(self) -> str:
        """Return the address, which must never leave the server's answers."""
        return f"{self.username}@example.org"


def person(place: int, username: str = "") -> Account:
    """Return the person at a place in the cast, always the same."""
    first = _FIRST[place % len(_FIRST)]
    last = _LAST[(place * 7 + place // len(_FIRST)) % len(_LAST)]
    handle = username or f"{first}-{last}-{place}".lower()
    return Account(9_000_100 + place, f"{first} {last}", handle)


JENKINS = Account(9_000_001, "Jenkins", "jenkins")
ZUUL = Account(9_000_002, "Zuul", "zuul")
BOT = Account(9_000_003, "Proposal Bot", "proposal-bot")
STORAGE_CI = Account(9_000_011, "Example Storage CI", "example-storage-ci")
HYPERVISOR_CI = Account(9_000_012, "Sample Hypervisor CI", "sample-hypervisor-ci")
DRIVER_CI = Account(9_000_013, "Paper Driver CI", "paper-driver-ci")
NOISE = (STORAGE_CI, HYPERVISOR_CI, DRIVER_CI)
MACHINES = frozenset({JENKINS, ZUUL, BOT, *NOISE})

CORES = tuple(person(place, f"sim-core-{place + 1:02}") for place in range(12))
REVIEWERS = tuple(person(place) for place in range(12, 52))
VETERANS = (*CORES, *(person(place) for place in range(12, 90)))
NEWCOMERS = tuple(person(place) for place in range(90, 170))
