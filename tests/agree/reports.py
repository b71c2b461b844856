"""Reports for the laws: the sample's, and those of cases built by hand."""

from retro.measure import Case, definitions, facts, series
from retro.model.facts import Report


def report_of(case: Case) -> Report:
    """Return all that a case answers, in the frame of an edition."""
    return Report(
        ending="release",
        team=case.team.key,
        team_title=case.team.title,
        cycle=case.cycle.name,
        cycle_title=case.cycle.title,
        edition="final",
        start=case.cycle.start,
        release=case.cycle.release,
        as_of=case.as_of,
        week="R-0",
        moment=case.moment,
        simulated=case.simulated,
        facts=facts(case),
        series=series(case),
        definitions=definitions(case.notes),
    )
