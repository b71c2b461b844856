"""A report's frame: what is known of an edition without reading a single history."""

from datetime import date

from retro import calendar
from retro.model.facts import Report
from retro.model.time import end_of
from retro.outline.leaders import leaders
from retro.record import collected
from retro.record.marks import marks
from retro.record.moments import Moments
from retro.record.target import Target
from retro.snapshot import Manifest


def cover(target: Target, manifest: Manifest, name: str, as_of: date, **answers: object) -> Report:
    """Return the frame of an edition, with the answers that there are."""
    moments = Moments(target, manifest.window.reaches)
    moment = moments.until(as_of)
    cut = "" if moment == end_of(as_of) else "the collection began before the day was over"
    return Report(
        team=target.team.key,
        team_title=target.team.title,
        led_by=leaders(target.team),
        cycle=target.folder,
        cycle_title=target.cycle.title,
        edition=name,
        start=target.cycle.start,
        release=target.cycle.release,
        ending=target.cycle.ending,
        as_of=as_of,
        week=target.cycle.week_of(as_of),
        moment=moment,
        simulated=collected.simulated(manifest),
        cut=cut,
        marks=marks(target.cycle, moments.known(target.notes, as_of).notes),
        collections=collected.collections(manifest),
        proofs=collected.proofs(target, manifest),
        holes=collected.holes(manifest),
        next_cycle=calendar.after(target.cycle),
        **{"facts": {}, "series": {}, "definitions": {}, **answers},  # type: ignore[arg-type]
    )
