"""How many specs may land by the end of the cycle."""

from collections.abc import Sequence

from msgspec.structs import replace

from retro.measure.features.counting import origin, unknown_features
from retro.measure.forecast import shares
from retro.measure.forecast.ranges import told
from retro.measure.forecast.shares import Expectation, Outcomes
from retro.measure.forecast.week import of_specs
from retro.measure.ground.case import Case
from retro.model.ahead import Expected
from retro.model.feature import Feature, Outcome
from retro.model.forecast import LEAST, Past
from retro.model.origin import Origin
from retro.outline import words

TITLE = "Specs that land"

DONE = "Of every approved spec it is known what became of it."
MIXED = "Code is simulated and specs are not, so none is told to have code."
TOO_FEW = (
    f"How many land is not expected: that takes records of {words.number(LEAST)} past cycles "
    "that tell how they ended."
)


def specs(case: Case, past: Past) -> Expected:
    """Expect how many of the specs that are not done land in the cycle, from R-12 to R-6.

    Counted are the approved specs of the cycle that have not landed and went no other way, as far
    as one knows: those named by code that was merged in this cycle, and the others. Of each class
    it is known what share landed in the team's past cycles, of all that were not done as many
    days before the release. The numbers are multiplied by these shares, and the sum is rounded.
    The range is no model's: of each past cycle the same was reckoned, on its own day, from the
    cycles before it alone. It reaches as far as four of five of the last nine errors did, and one
    more. Under five past cycles with outcomes, and from R-5 on, it is only told how many have
    code.

    Returns:
        A number and a range, which nobody measured. Unit: specs.

    Source:
        The specs repository and Launchpad: the day on which a spec landed; the records of past
        cycles: merged changes of code whose topic or footers name a spec or its blueprint.

    Blind spots:
        Blueprints without a spec, of which Launchpad forgets what was deferred. Code that names
        nothing. A team that changed its ways is expected to go on as it did.
    """
    if unknown_features(case) or case.features is None or not case.features.specs:
        return Expected(title=TITLE)
    left = [one for one in case.features.of(Outcome.OPEN, Outcome.UNKNOWN) if one.specified]
    if not left:
        return Expected(title=TITLE, known=DONE)
    every = f"{words.counted(len(left), 'specs')} {words.are(len(left))} not known to be done"
    if case.simulated and origin(case) is not Origin.SIMULATED:
        return Expected(title=TITLE, known=f"{every}.", sentence=MIXED)
    coded = [one for one in left if _has_code(case, one)]
    found = Expected(title=TITLE, known=f"{every}; {_classes(len(coded), len(left))}.")
    return (
        _expected(found, (len(coded), len(left) - len(coded)), past) if of_specs(case) else found
    )


def _has_code(case: Case, feature: Feature) -> bool:
    return any(case.cycle.begins <= at for at in feature.merged)


def _classes(coded: int, every: int) -> str:
    bare = every - coded
    named = f"{words.number(coded)} {words.have(coded)} code merged in this cycle that names"
    return (
        f"{named} {'it' if coded == 1 else 'them'}, {words.number(bare)} {words.have(bare)} none"
    )


def _expected(now: Expected, counts: shares.Counts, past: Past) -> Expected:
    known = shares.outcomes(one.season for one in past.recorded)
    found = shares.expected(counts, past.recorded, known)
    if found is None:
        return replace(now, sentence=TOO_FEW)
    low, high = found.within
    score, fared = told(shares.rehearsed(past.recorded))
    sentence = _sentence(counts, found, known)
    numbers = {"about": found.about, "low": low, "high": high, "score": score, "fared": fared}
    return replace(now, sentence=sentence, **numbers)


def _sentence(counts: Sequence[int], found: Expectation, known: Outcomes) -> str:
    cycles = words.counted(len(known.landed), "past cycles")
    landed = words.listed(
        [
            words.share(float(part))
            for n, part in zip(counts, known.shares, strict=True)
            if n and part is not None
        ]
    )
    near = sum(abs(error) <= found.off for error in found.errors)
    held = f"in {words.number(near)} of {words.counted(len(found.errors), 'past cycles')}"
    return (
        f"As long before the end of {cycles} {landed} of such landed in the end: expect about "
        f"{words.number(found.about)}, {words.extent(*found.within)}; {held} such a count was off "
        f"by at most {words.number(found.off)}."
    )
