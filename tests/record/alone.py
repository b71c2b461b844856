"""A digest of which each week is measured alone, as the day of an edition is."""

from datetime import date
from unittest.mock import patch

from retro.measure import Case
from retro.model.facts import Report
from retro.outline.digest import Digest
from retro.record import weekly_numbers
from retro.record.book import Book


class Alone:
    """A past that remembers nothing of the moments that were asked about before.

    It has each week's lists made as well, so a number can't rest on whether they are wanted.
    """

    def __init__(self, book: Book) -> None:
        self._book = book

    def case(self, as_of: date, *, lists: bool = True) -> Case:
        del lists
        return self._book.case(as_of)


def digests(book: Book, report: Report) -> tuple[Digest, Digest]:
    """Return the digest of a record, and the same with each week alone."""
    swept = weekly_numbers.digest(book, report, "")
    with patch.object(weekly_numbers, "Past", Alone):
        return swept, weekly_numbers.digest(book, report, "")
