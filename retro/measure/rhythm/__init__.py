"""Rhythm: review days and clean-ups, and what they changed."""

from retro.measure.ground.definition import Chart, Metric
from retro.measure.rhythm import effect, review_days, reviews_daily

METRICS: tuple[Metric, ...] = (
    review_days.review_days,
    effect.effect,
)

CHARTS: tuple[Chart, ...] = (reviews_daily.reviews_daily,)
