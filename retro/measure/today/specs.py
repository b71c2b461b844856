"""The specs that were approved for the cycle since a moment."""

from datetime import datetime

from retro.measure.features.counting import after, unknown_features
from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.model.feature import Feature
from retro.model.query import address
from retro.model.today import Lately, Thing
from retro.outline import words

TITLE = "Specs approved for the cycle"

BLUEPRINTS = (
    "No spec of the cycle is known, and Launchpad keeps no day on which a blueprint was accepted."
)


def specs_approved(case: Case, begins: datetime) -> Lately:
    """Return the features that entered the cycle's folder since a moment.

    One whose day is only known as a range counts if all of it is since then; the others are
    told beside the number.
    """
    if missing := unknown_features(case):
        return Lately(TITLE, missing.why)
    assert case.features
    if not case.features.specs:
        return Lately(TITLE, BLUEPRINTS)
    dated = [one for one in case.features.dated if _may_be_since(one, begins)]
    sure = [one for one in dated if _since(one, begins) and not after(case, one.approved_until)]
    doubt = _doubt(len(dated) - len(sure))
    return Lately(TITLE, tuple(map(_thing, sure)), _asked(case, begins), doubt)


def _since(feature: Feature, begins: datetime) -> bool:
    return feature.approved is not None and feature.approved >= begins


def _may_be_since(feature: Feature, begins: datetime) -> bool:
    until = feature.approved_until
    return _since(feature, begins) or (until is not None and until > begins)


def _asked(case: Case, begins: datetime) -> str:
    gerrit = case.team.gerrit
    if not gerrit.specs:
        return ""
    return address(gerrit.server, query.merged_specs(gerrit, begins, case.moment))


def _doubt(number: int) -> str:
    return f"{words.number(number)} more may have been, on a day not certain" if number else ""


def _thing(feature: Feature) -> Thing:
    assert feature.approved
    return Thing(
        project=feature.project,
        subject=feature.title or feature.name,
        url=feature.url,
        created=(feature.proposed or feature.approved).date(),
        standing=f"approved {feature.approved:%Y-%m-%d}",
    )
