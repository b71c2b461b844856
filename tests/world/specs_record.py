"""What Glance's specs repository shows, as records: public, unlike the votes of the sample.

The days of Mitaka are those of the record beside this file; those of Liberty and the commits are
from the repository's history. Titles are made of the names.
"""

from collections.abc import Iterator
from datetime import date, datetime

from retro.model.time import DAY, start_of
from retro.snapshot import Source
from retro.snapshot import specs as kind
from retro.snapshot.specs import SpecEventInfo, SpecInfo
from tests.world.record import END, FEATURES, SPECS, Feature

ORIGIN = "public record"
SERVER = f"https://opendev.org/{SPECS}"

_APPROVED = """\
cinder-store-upload-download 09496917e6c7
glance-trusts e0b0e85bd818
buffered-reader-for-swift-driver be5dbb1b7035
database-purge 83b1d9fcd223
deprecate-v3-api 100aae5823cd
image-signing-and-verification-support fc3f22c67012
v2-add-filters-with-in-operator 3a39f23fedc6
image-import-refactor 70b83a56790c
ovf-lite 6308b04ec1a5
swift-multi-tenant-store-service-token-support dd5d635598bc
cim-namespace-metadata-definitions 1693e27f7f2f
prevention-of-401-in-swift-driver 1f31bb0698ca
http-store-on-requests 46cfc6b67373
"""
_LEFT = """\
2016-02-02 4a9ffb4d0677
2016-02-29 5d71e5481006
2016-03-01 e3a55a77da7c
2016-03-03 3613ebf25abf
2016-03-08 83341d1be12f
"""
_LIBERTY = """\
metadefs-tags-cli = 2015-07-16 784cf636d027
http-store-on-requests = 2015-07-20 c9cbb6bc6827
v2-additional-filtering = 2015-07-20 4b9d5dad2192
remove-special-client-ssl-handling remove-custom-client-ssl-handling 2015-07-20 9bdec1f6ef86
migrate-replicator-to-requests = 2015-08-04 03443a5bb6d3
healtcheck-middleware healthcheck-middleware 2015-08-05 dbf1df09eadb
http-proxy-support-for-s3 = 2015-08-19 78681b83aed9
reuse-the-deleted-image-member-before-create reuse-the-deleted-image-member 2015-08-20 a70f9fb87a9f
image-signing-and-verification-support = 2015-08-26 6208626ef46e
scrub-images-in-parallel = 2015-09-14 23c5f584e748
"""
_COMMITS = dict(line.split() for line in f"{_APPROVED}{_LEFT}".splitlines())


def source(asked: datetime) -> Source:
    """Return what the manifest says about the record, as it was at a moment."""
    return Source(
        name=kind.SPECS,
        origin=ORIGIN,
        server=SERVER,
        queries=(SPECS,),
        started=asked,
        finished=asked,
        counts={SPECS: len(records(asked))},
    )


def records(asked: datetime = END) -> tuple[SpecInfo, ...]:
    """Return Mitaka's specs, where two of them went, and those of the cycle before."""
    every = (*_liberty(), *_mitaka(), *_newton())
    begun = (record for record in every if record.events[0].at < asked)
    return tuple(sorted(begun, key=lambda record: (record.cycle, record.name)))


def _liberty() -> Iterator[SpecInfo]:
    for line in _LIBERTY.splitlines():
        name, blueprint, day, commit = line.split()
        entered = _event(
            date.fromisoformat(day), kind.ENTERED, f"liberty/{name}", commit, name, blueprint
        )
        yield _record("liberty", name, entered)


def _mitaka() -> Iterator[SpecInfo]:
    for feature in FEATURES:
        events = [_approval(feature, "mitaka", feature.approved, _COMMITS[feature.spec])]
        if feature.moved:
            events.append(_departure(feature, feature.moved))
        yield _record("mitaka", feature.spec, *events)


def _newton() -> Iterator[SpecInfo]:
    for feature in FEATURES:
        if feature.moved and feature.to.startswith("newton/"):
            commit = _COMMITS[feature.moved.isoformat()]
            yield _record(
                "newton", feature.spec, _approval(feature, "newton", feature.moved, commit)
            )


def _approval(feature: Feature, cycle: str, day: date, commit: str) -> SpecEventInfo:
    path = f"{cycle}/approved/{feature.spec}"
    return _event(day, kind.ENTERED, path, commit, feature.spec, feature.blueprint)


def _departure(feature: Feature, day: date) -> SpecEventInfo:
    """Return the move to the implemented ones, or the link that a move to newton left behind."""
    here, commit = f"mitaka/approved/{feature.spec}", _COMMITS[day.isoformat()]
    there = f"{feature.to}/{feature.spec}"
    if feature.to == "mitaka/implemented":
        return _event(day, kind.MOVED, there, commit, source=here)
    return _event(day, kind.LINKED, here, commit, source=there)


def _event(
    day: date,
    what: str,
    path: str,
    commit: str,
    name: str = "",
    blueprint: str = "",
    source: str = "",
) -> SpecEventInfo:
    return SpecEventInfo(
        at=start_of(day) + DAY / 2,
        what=what,
        path=f"specs/{path}.rst",
        state=kind.IMPLEMENTED if "/implemented/" in path else kind.APPROVED,
        cycle=path.partition("/")[0],
        source=f"specs/{source}.rst" if source else "",
        commit=commit,
        blueprint=name if blueprint == "=" else blueprint,
        title=name.replace("-", " ").capitalize(),
    )


def _record(cycle: str, name: str, *events: SpecEventInfo) -> SpecInfo:
    return SpecInfo(repository=SPECS, cycle=cycle, name=name, events=events)
