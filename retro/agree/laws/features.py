"""Laws of what was planned, and of what became of it."""

from retro.agree.law import at_most, same
from retro.agree.terms import added, bar, part, share, taken_from, value

LAWS = (
    same(
        added(
            share("features.landed", "approved"),
            *(
                value(f"features.{one}")
                for one in ("deferred", "given_up", "open_at_end", "unknown")
            ),
        ),
        value("features.approved"),
    ),
    *(
        same(taken_from(f"features.{one}"), value("features.approved"))
        for one in ("landed", "deferred", "given_up", "open_at_end", "unknown")
    ),
    same(part("features.proposed", "proposed"), value("features.proposed")),
    same(part("features.proposed", "approved"), value("features.approved")),
    same(part("features.proposed", "landed"), value("features.landed")),
    *(
        same(taken_from(f"features.{one}"), value("features.proposed"))
        for one in ("refused", "withdrawn", "undecided", "conflicts")
    ),
    same(part("features.will_not_make_it", "deferred"), value("features.deferred")),
    at_most(value("features.approved_after_freeze"), taken_from("features.approved_after_freeze")),
    at_most(taken_from("features.approved_after_freeze"), part("features.approved", "specs")),
    *(
        same(bar("features.funnel", one), value(f"features.{one}"))
        for one in ("approved", "deferred", "unknown")
    ),
    same(bar("features.funnel", "landed"), share("features.landed", "approved")),
    at_most(bar("features.funnel", "proposed"), value("features.proposed")),
    *(
        at_most(bar("features.funnel", one), value(f"features.{one}"))
        for one in ("refused", "withdrawn", "undecided")
    ),
    same(bar("features.funnel", "given up"), value("features.given_up")),
    same(bar("features.funnel", "open"), value("features.open_at_end")),
    at_most(value("features.carried_over"), taken_from("features.carried_over")),
    same(taken_from("priorities.missed"), value("priorities.planned")),
    at_most(value("priorities.missed"), value("priorities.planned")),
)
