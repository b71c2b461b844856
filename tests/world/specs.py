"""The specs repository: proposals, approvals, refusals and moves on the recorded days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.world import subjects
from tests.world.draft import Desk, Draft, moment_in_week
from tests.world.people import CORES, VETERANS
from tests.world.plots import PTL, Course, Tail, land, wander
from tests.world.record import END, FEATURES, HANDOFF, SPEC_MERGES, SPECS, Feature, week
from tests.world.rota import DAY, HOUR, midnight

AUTHORS = (*CORES[1:10], *VETERANS[14:30])
LONG = {"image-import-refactor": 95, "http-store-on-requests": 110}
"""Days that a proposal took where it was no ordinary case."""

PROPOSALS = (
    ("tag-history", "refused"),
    ("image-sharing-requests", "refused"),
    ("lazy-store-registration", "refused"),
    ("per-tenant-cache", "refused"),
    ("delta-uploads", "withdrawn"),
    ("image-aliases", "withdrawn"),
    ("soft-quota-notices", "withdrawn"),
    ("image-conversion-hints", "blocked"),
    ("store-weights", "blocked"),
    ("background-checksums", "open"),
    ("async-location-add", "open"),
    ("catalog-of-plugins", "open"),
)


def specs(desk: Desk) -> list[Draft]:
    """Return every change of the specs repository."""
    moves = [feature for feature in FEATURES if feature.moved]
    notes = SPEC_MERGES - len(FEATURES) - len(moves)
    return [
        *(_approval(desk, feature) for feature in FEATURES),
        *(_move(desk, feature) for feature in moves),
        *_notes(desk, notes),
        *(_proposal(desk, *proposal) for proposal in PROPOSALS),
    ]


def _path(folder: str, spec: str) -> str:
    return f"specs/{folder}/{spec}.rst"


def _on(desk: Desk, name: str, day: date) -> datetime:
    return midnight(day) + HOUR * desk.dice(f"hour of {name}").uniform(11, 21)


def _approval(desk: Desk, feature: Feature) -> Draft:
    script = desk.script(f"spec {feature.spec}", SPECS, desk.dice(feature.spec).choice(AUTHORS))
    merged = _on(desk, feature.spec, feature.approved)
    days = LONG.get(feature.spec) or script.rng.uniform(18, 60)
    land(script, merged - DAY * days, merged)
    script.topic(merged - DAY * days + HOUR, f"bp/{feature.blueprint}")
    return Draft(
        script,
        f"Specification: {feature.spec.replace('-', ' ')}",
        footers=[f"Blueprint: {feature.blueprint}"],
        files=(_path("mitaka/approved", feature.spec),),
    )


def _move(desk: Desk, feature: Feature) -> Draft:
    assert feature.moved is not None
    script = desk.script(f"move {feature.spec}", SPECS, CORES[1])
    merged = _on(desk, f"move {feature.spec}", feature.moved)
    land(script, merged - DAY * script.rng.uniform(0.6, 2.5), merged)
    return Draft(
        script,
        f"Move {feature.spec.replace('-', ' ')} to {feature.to.replace('/', ' ')}",
        files=(_path("mitaka/approved", feature.spec), _path(feature.to, feature.spec)),
    )


def _notes(desk: Desk, count: int) -> Iterator[Draft]:
    rng = desk.dice("notes on specs")
    for place in range(count):
        merged = moment_in_week(rng, midnight(week(rng.choice((1, 3, 4, 8, 10, 13, 17, 20, 24)))))
        script = desk.script(f"note {place}", SPECS, rng.choice(AUTHORS))
        land(script, merged - DAY * rng.uniform(1, 9), merged)
        yield Draft(script, subjects.note(rng), files=("doc/source/index.rst",))


def _proposal(desk: Desk, spec: str, fate: str) -> Draft:
    """Write a proposal that the cycle doesn't approve."""
    owner = desk.dice(spec).choice(VETERANS[20:70])
    script = desk.script(f"proposal {spec}", SPECS, owner)
    rng = script.rng
    created = midnight(week(0)) + DAY * rng.uniform(10, 80)
    settled = created + DAY * rng.uniform(15, 35)
    tail: Tail = "core -2" if fate in ("refused", "blocked") else "reviewable"
    looks = (HANDOFF - DAY * rng.uniform(10, 40),) if fate == "open" else ()
    end = settled + DAY * rng.uniform(6, 20) if fate in ("refused", "withdrawn") else END
    wander(script, Course(created, settled, end, tail, looks=looks))
    if fate == "refused":
        script.abandon(end, PTL, "Outside this cycle's priorities; propose it again for the next.")
    if fate == "withdrawn":
        script.review(end - DAY * 3, -1, core=True)
        script.abandon(end + timedelta(hours=1), owner)
    return Draft(
        script,
        f"Specification: {spec.replace('-', ' ')}",
        footers=[f"Blueprint: {spec}"],
        files=(_path("mitaka/approved", spec),),
    )
