"""Laws of Launchpad's bugs."""

from retro.agree.law import at_most, running, same
from retro.agree.terms import added, last, part, taken_from, total, value

LAWS = (
    same(value("bugs.by_importance"), value("bugs.open")),
    same(last("bugs.backlog_daily", "at least"), value("bugs.open"), running),
    same(last("bugs.backlog_daily", "at most"), part("bugs.open", "open", "unknown"), running),
    at_most(value("bugs.untriaged"), value("bugs.open")),
    at_most(value("bugs.open_rc1"), value("bugs.open")),
    same(taken_from("bugs.time_to_triage"), value("bugs.reported")),
    at_most(value("bugs.tag.lite-spec"), value("bugs.reported")),
    at_most(value("bugs.fixed_since_m3"), value("bugs.fixed")),
    same(value("bugs.fixed_by_milestone"), value("bugs.fixed")),
    at_most(
        value("bugs.closed_in_mass"), added(value("bugs.fixed"), value("bugs.closed_otherwise"))
    ),
    same(total("bugs.weekly", "reported"), value("bugs.reported")),
    same(total("bugs.weekly", "fixed"), value("bugs.fixed")),
    same(total("bugs.weekly", "otherwise closed"), value("bugs.closed_otherwise")),
)
