"""Laws of what was merged, tested and reviewed."""

from retro.agree.law import at_most, same
from retro.agree.terms import over, part, taken_from, total, value

LAWS = (
    same(value("flow.merged_by_people"), part("flow.merged", "people")),
    same(value("flow.merged_by_milestone"), value("flow.merged")),
    same(total("flow.merges_weekly", "by people"), part("flow.merged", "people")),
    same(total("flow.merges_weekly", "by bots"), part("flow.merged", "bots")),
    at_most(value("flow.merged_after_freeze"), value("flow.merged")),
    at_most(value("features.merged_after_freeze"), value("flow.merged_after_freeze")),
    same(taken_from("flow.time_to_merge"), taken_from("flow.time_to_first_review")),
    same(taken_from("flow.days_to_merge_of_merged"), value("flow.merged_by_people")),
    same(taken_from("flow.patch_sets"), value("flow.merged_by_people")),
    at_most(taken_from("flow.where_days_went"), value("flow.merged_by_people")),
    same(taken_from("flow.rechecks"), value("flow.merged")),
    at_most(part("flow.rechecks", "without"), value("flow.merged")),
    same(
        over(part("flow.bare_rechecks", "bare"), taken_from("flow.bare_rechecks")),
        value("flow.bare_rechecks"),
    ),
    same(taken_from("flow.gate_failures"), value("flow.merged")),
    at_most(part("flow.gate_failures", "conflicts"), value("flow.gate_failures")),
    *(
        same(part(name, "per_hundred"), over(value(name), taken_from(name), times=100))
        for name in ("flow.rechecks", "flow.gate_failures")
    ),
    same(taken_from("flow.reverts"), value("flow.merged")),
    at_most(value("flow.reverted"), value("flow.reverts")),
    same(total("rhythm.reviews_daily"), taken_from("community.share_by_non_cores")),
    same(taken_from("priorities.focus"), taken_from("community.share_by_non_cores")),
)
