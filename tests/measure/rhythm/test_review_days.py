from datetime import date

from retro.measure.rhythm.review_days import review_days
from retro.model.team import Happening, Notes
from tests.measure.builders import case


def test_review_days_count_once_each_up_to_the_edition():
    rhythm = (
        Happening(kind="review day", title="Big day", days=(date(2016, 3, 1), date(2016, 2, 28))),
        Happening(kind="review day", days=(date(2016, 3, 1), date(2016, 3, 9), date(2016, 3, 14))),
        Happening(kind="clean-up day", days=(date(2016, 3, 2),)),
    )
    days = review_days(case(notes=Notes(rhythm=rhythm), as_of=date(2016, 3, 9)))

    assert [item.title for item in days.evidence.items] == ["Big day", "Review day"]
    assert days.note == "Still to come: 1\N{NO-BREAK SPACE}day."
