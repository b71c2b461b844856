"""Laws of what the cycle before left."""

from retro.agree.law import at_most, same
from retro.agree.terms import part, parts, value

THREADS = "handoff.threads"

LAWS = (
    same(parts(THREADS, "starved."), value("backlog.starved_fate")),
    at_most(value("features.carried_over"), parts(THREADS, "features.")),
    at_most(part("features.carried_over", "landed"), part(THREADS, "features.landed")),
)
