"""Laws of what waits, and of what came and went."""

from retro.agree.law import at_most, running, same
from retro.agree.terms import added, column, first, last, over, part, taken_from, total, value
from retro.outline.balance import WAYS, way_key

FLOW = "backlog.closure_ratio"
PLACES = "backlog.by_repository"

LAWS = (
    same(value("backlog.by_state"), value("backlog.open")),
    same(last("backlog.by_state_daily"), value("backlog.open"), running),
    same(first("backlog.verified_daily"), value("backlog.verified_at_start")),
    same(last("backlog.verified_daily"), value("backlog.verified"), running),
    at_most(part("backlog.verified", "reviewer"), part("backlog.by_state", "reviewable")),
    at_most(part("backlog.verified", "author"), part("backlog.by_state", "author")),
    at_most(value("backlog.verified_at_start"), value("backlog.open_at_start")),
    same(taken_from("backlog.verified_reviewed_since"), value("backlog.verified")),
    same(taken_from("backlog.age"), value("backlog.verified")),
    same(taken_from("backlog.patch_set_age"), value("backlog.verified")),
    same(taken_from("backlog.starved"), value("backlog.verified")),
    same(taken_from("backlog.unreviewed"), value("backlog.verified")),
    at_most(value("backlog.unreviewed"), value("backlog.verified")),
    at_most(value("backlog.starved"), value("backlog.verified")),
    same(taken_from("backlog.starved_at_start"), value("backlog.verified_at_start")),
    same(value("backlog.starved_fate"), value("backlog.starved_at_start")),
    same(value("backlog.abandoned_by_reason"), value("backlog.abandoned")),
    same(total("backlog.abandoned_weekly"), value("backlog.abandoned")),
    same(taken_from("backlog.abandoned_by_rule"), value("backlog.abandoned")),
    same(taken_from("backlog.starved_abandoned"), value("backlog.abandoned")),
    at_most(value("backlog.abandoned_by_rule"), value("backlog.abandoned")),
    at_most(value("backlog.starved_abandoned"), value("backlog.abandoned")),
    at_most(value("backlog.abandon_candidates"), value("backlog.open")),
    same(column(PLACES, "open"), value("backlog.open")),
    same(column(PLACES, "verified"), value("backlog.verified")),
    same(column(PLACES, "starved"), value("backlog.starved")),
    same(column(PLACES, "merged"), value("flow.merged")),
    same(column(PLACES, "new"), taken_from("flow.time_to_first_review")),
    same(part(FLOW, "merged"), value("flow.merged")),
    same(part(FLOW, "abandoned"), value("backlog.abandoned")),
    same(taken_from(FLOW), part(FLOW, "opened")),
    same(value("backlog.opened"), part(FLOW, "opened")),
    same(value(FLOW), over(part(FLOW, "merged", "abandoned"), part(FLOW, "opened"))),
    *(same(total("backlog.balance_weekly", way), part(FLOW, way_key(way))) for way in WAYS),
    same(
        added(
            value("backlog.open_at_start"),
            *(part(FLOW, way_key(way)) for way, sign in WAYS.items() if sign > 0),
        ),
        added(
            last("backlog.by_state_daily"),
            *(part(FLOW, way_key(way)) for way, sign in WAYS.items() if sign < 0),
        ),
    ),
)
