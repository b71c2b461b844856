"""A mail as a file: the same bytes for the same words, without any address."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from retro.model.facts import Report


def message(report: Report, subject: str, text: str, page: str) -> bytes:
    """Return a draft with the text as its body and the page attached.

    Date, boundary and message-id follow from the report and the words, so that the same
    retrospective makes the same file.
    """
    digest = sha256(f"{subject}\n{text}\n{page}".encode()).hexdigest()[:24]
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(subject.split())
    mail["Date"] = format_datetime(report.moment)
    mail["Message-ID"] = f"<{digest}@retro.invalid>"
    mail["X-Unsent"] = "1"  # mail programs that know it open the file as a draft
    mail.set_content(text, charset="utf-8", cte="quoted-printable")
    name = f"{report.team}-{report.cycle}-{report.edition}.html".replace(" ", "-")
    mail.add_attachment(page, subtype="html", charset="utf-8", cte="base64", filename=name)
    mail.set_boundary(f"=_{digest}")
    return mail.as_bytes()
