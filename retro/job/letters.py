"""The files of one edition's letters: the text, and a mail for each of those who read it."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from retro import content, draft, render
from retro.content import Chapter
from retro.job.order import Order, themes
from retro.job.pdf import pdf
from retro.job.site.edition import Edition
from retro.mail import Attachment, Letter, letter, message
from retro.model.mail import Mail
from retro.model.site import Site
from retro.record.target import Target

USUAL = {"list": "compact", "successor": "full"}
"""Whom a letter is for, and what is attached to it unless another thing is asked for."""

ATTACHED = {
    "full": "the whole retrospective attached",
    "compact": "the page of five answers attached",
    "pdf": "a PDF attached",
    "none": "nothing attached",
}


class Draft(NamedTuple):
    """A file to write; for whom it is, and what is attached to it, unless it is a text alone."""

    name: str
    data: bytes
    reader: str = ""
    kind: str = ""


class Letters(Struct, frozen=True, dict=True):
    """Makes the letters of an edition."""

    order: Order
    target: Target
    edition: Edition

    def drafts(self, attach: str) -> Iterator[Draft]:
        """Yield each file; `attach` is what goes with every mail, or nothing for what is usual."""
        name = self.edition.report.edition
        yield Draft(f"{name}.txt", self._letter("none").text.encode())
        made: dict[str, tuple[Attachment, ...]] = {}
        for reader, usual in USUAL.items():
            kind = attach or usual
            if kind not in made:
                made[kind] = self._attachments(kind)
            data = self._mail(reader, self._letter(kind), made[kind])
            yield Draft(f"{name}-{reader}.eml", data, reader, kind)

    @cached_property
    def _site(self) -> Site:
        return content.site(self.order.content)

    @cached_property
    def _settings(self) -> Mail:
        return self.target.team.mail.over(self._site.mail)

    @cached_property
    def _chapters(self) -> tuple[Chapter, ...]:
        """Return the chapters; of drafted ones the letter itself says that nobody wrote them."""
        report = self.edition.report
        drafted = content.read(draft.summary(report))
        return tuple(
            replace(one, prose=drafted) if one.drafted else one for one in self.edition.chapters
        )

    def _letter(self, kind: str) -> Letter:
        one = self.edition
        return letter(
            one.report,
            self._chapters,
            one.elsewhere,
            mail=self._settings,
            address=self._site.at(f"{one.folder}/"),
            attached=kind,
        )

    def _mail(self, reader: str, made: Letter, attached: tuple[Attachment, ...]) -> bytes:
        """Return a letter as a mail; the list's address is not that of whoever follows."""
        to = self._settings.to if reader == "list" else ""
        return message(made.subject, made.text, self._settings, to=to, attachments=attached)

    def _attachments(self, kind: str) -> tuple[Attachment, ...]:
        report = self.edition.report
        name = f"{report.team}-{report.cycle}-{report.edition}".replace(" ", "-")
        match kind:
            case "compact":
                return (Attachment(name=f"{name}.html", kind="text/html", data=self._compact()),)
            case "full":
                page = self._whole().encode()
                return (Attachment(name=f"{name}.html", kind="text/html", data=page),)
            case "pdf":
                data = pdf(self._whole(), self.order.kept("pdf"))
                return (Attachment(name=f"{name}.pdf", kind="application/pdf", data=data),)
        return ()

    def _compact(self) -> bytes:
        one = self.edition
        return render.compact(
            one.report,
            one.chapters,
            themes(self.order),
            elsewhere=one.elsewhere,
            folder=one.folder,
            site=self._site,
        )

    def _whole(self) -> str:
        one = self.edition
        return render.single_file(
            one.report,
            one.chapters,
            one.pictures.svg,
            themes(self.order),
            pixels=one.pictures.png,
            elsewhere=one.elsewhere,
            folder=one.folder,
            site=self._site,
        )
