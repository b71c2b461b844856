"""The letter that hands a cycle over, put together from a report and the words of its chapters.

A list stands in it once: where a writer set it, else in its chapter. What is left to the writer,
such as what nobody noted down, is no matter of the letter's readers.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from retro.content import Chapter, Elsewhere, Vocabulary
from retro.mail.filling import Filling
from retro.mail.frame import foot, head, titled
from retro.mail.lists import Lists
from retro.mail.notes import Notes, Page
from retro.mail.plain import plain, wrapped
from retro.model.facts import Report
from retro.model.mail import Mail
from retro.outline.chapters import CHAPTERS
from retro.outline.words import NBSP, day

FORMS = {
    "full": "The same as a page is attached: one file, which opens without a network.",
    "compact": "A page with the finding and the five answers is attached, which opens without a "
    "network.",
    "pdf": "The same is attached as a PDF.",
    "none": "",
}
"""What can be attached to a letter, and what the letter says of it."""


DRAFTED = "(Nobody has written these sentences: they are made from the numbers.)"


class Letter(Struct, frozen=True, kw_only=True):
    """A draft: its subject and its text, of lines that a mail can carry as they are."""

    subject: str
    text: str


def letter(
    report: Report,
    chapters: Sequence[Chapter],
    elsewhere: Elsewhere,
    *,
    mail: Mail = Mail(),  # noqa: B008  frozen
    address: str = "",
    attached: str = "none",
) -> Letter:
    """Write the letter of an edition; it goes nowhere by itself.

    Args:
        report: What is known.
        chapters: What people wrote for this edition.
        elsewhere: The values that prose wants at moments of their own.
        mail: How its subject begins.
        address: Where the edition is published, or nothing.
        attached: One of `FORMS`.

    Raises:
        ContentError: A slot names nothing that is known.
    """
    page = Page(address=address, attached=attached in ("full", "pdf"))
    blocks = [
        *head(report, page.address, FORMS[attached], written=written(chapters)),
        *_chapters(Vocabulary(report, elsewhere), chapters, Notes(page)),
        *foot(report, written=written(chapters)),
    ]
    return Letter(subject=subject(report, mail), text="\n\n".join(blocks) + "\n")


def written(chapters: Iterable[Chapter]) -> bool:
    """Tell whether a person wrote any word of it."""
    return any(not chapter.drafted and chapter.prose.text.strip() for chapter in chapters)


def subject(report: Report, mail: Mail) -> str:
    """Return what the mail is about, after the words by which a list sorts."""
    prefix = mail.subject_prefix or f"[{report.team}]"
    named = "" if report.edition == str(report.as_of) else f", {report.edition} edition"
    about = f"{report.cycle_title} retrospective{named}, as of {day(report.as_of)}"
    return f"{prefix} {about}".replace(NBSP, " ")


def _chapters(vocabulary: Vocabulary, chapters: Sequence[Chapter], notes: Notes) -> Iterator[str]:
    """Yield each chapter: a person's words, the short lists that belong to it, then its notes."""
    by_key = {chapter.key: chapter for chapter in chapters}
    outlines = {outline.key: outline for outline in CHAPTERS}
    lists, alone = Lists(vocabulary.report, chapters), not written(chapters)
    for key in dict.fromkeys((*outlines, *by_key)):
        chapter, outline = by_key.get(key), outlines.get(key)
        text = [_words(vocabulary, chapter, notes)] if chapter else []
        if chapter and chapter.drafted and not alone:
            text.append(wrapped(DRAFTED))
        text += lists.of(outline, notes) if outline else []
        if text := [notes.without_queries(part, f"#{key}") for part in filter(None, text)]:
            title = chapter.title if chapter else ""
            told = "\n".join(notes.lines())
            yield titled(title or outlines[key].title, "\n\n".join(filter(None, (*text, told))))


def _words(vocabulary: Vocabulary, chapter: Chapter, notes: Notes) -> str:
    filling = Filling(vocabulary, chapter.answers, notes, anchor=f"#{chapter.key}")
    return plain(chapter.prose, filling)
