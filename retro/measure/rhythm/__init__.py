"""Rhythm: review days and clean-ups, what they changed, and what was released."""

from retro.measure.ground.definition import Chart, Metric
from retro.measure.rhythm import effect, releases, review_days, reviews_daily

METRICS: tuple[Metric, ...] = (
    review_days.review_days,
    effect.effect,
    releases.releases,
)

CHARTS: tuple[Chart, ...] = (reviews_daily.reviews_daily,)
