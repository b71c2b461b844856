"""A mail as a file: a draft that any mail program reads."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.mail import Attachment, message
from retro.model.mail import Mail

PAGE = Attachment(name="page.html", kind="text/html", data="<p>á</p>".encode())
SMALL = Attachment(name="small.html", kind="text/html", data=b"<p>&#225;</p>\n")


def said(part) -> str:
    return part.get_content().replace("\r\n", "\n")


def made(text="Words.\n", mail=None, subject="[lamp] One", **more):
    raw = message(subject, text, mail or Mail(), **more)
    return raw, message_from_bytes(raw, policy=default)


def test_a_text_alone_is_a_mail():
    raw, mail = made("Words.\n\n-- \nUs\n")

    assert raw.endswith(b"\r\nWords.\r\n\r\n-- \r\nUs\r\n")
    assert mail.get_content_type() == "text/plain"
    assert mail.defects == []


def test_a_mail_holds_the_text_and_the_page():
    _, mail = made(attachments=(PAGE,))
    body, page = mail.iter_parts()

    assert said(body) == "Words.\n"
    assert page.get_content() == "<p>á</p>"
    assert page.get_filename() == "page.html"
    assert [part.defects for part in mail.walk()] == [[], [], []]


@pytest.mark.parametrize(("text", "way"), [("a = b\n", "7bit"), ("a − b “c”\n", "8bit")])
def test_text_goes_as_it_is(text, way):
    raw, mail = made(text, attachments=(SMALL,))
    body, page = mail.iter_parts()

    assert (body["Content-Transfer-Encoding"], page["Content-Transfer-Encoding"]) == (way, "7bit")
    assert text.encode().replace(b"\n", b"\r\n") in raw
    assert SMALL.data.replace(b"\n", b"\r\n") in raw
    assert said(page) == SMALL.data.decode()


def test_a_page_of_long_lines_is_coded():
    long = Attachment(name="x.html", kind="text/html", data=b"x" * 999)
    raw, mail = made(attachments=(long,))

    assert [*mail.iter_parts()][1].get_content() == "x" * 999
    assert max(map(len, raw.split(b"\r\n"))) < 80


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=3000))
def test_no_line_is_longer_than_a_server_takes_and_no_letter_is_lost(text):
    raw, mail = made(f"{text}\n")

    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert "".join(mail.get_content().split()) == "".join(text.split())
    assert mail.defects == []


def test_whoever_sends_it_gives_the_day_and_the_number():
    _, mail = made(attachments=(PAGE,))

    assert not {"Date", "Message-ID", "To", "From", "Reply-To", "Cc", "Bcc"} & set(mail.keys())


def test_addresses_are_those_that_were_told():
    told = Mail(sender="Änn, PTL <ann@example.org>", reply_to="bob@example.org", to="x@y.org")
    raw, mail = made(mail=told, to="Us <list@example.org>")

    assert str(mail["From"]) == '"Änn, PTL" <ann@example.org>'
    assert (str(mail["To"]), str(mail["Reply-To"])) == ("Us <list@example.org>", "bob@example.org")
    assert b"x@y.org" not in raw
    assert raw.partition(b"\r\n\r\n")[0].isascii()
    assert mail.defects == []


def test_a_subject_begins_where_its_words_begin():
    subject = f"[lamp][ptl] {'A subject of many words ' * 6}"

    assert str(made(subject=subject)[1]["Subject"]) == subject.strip()


def test_a_subject_is_one_line_whatever_it_is_made_of():
    _, mail = made(subject=f"[lamp]\r\nBcc: a@b.org {'long ' * 40}ä")

    assert str(mail["Subject"]).startswith("[lamp] Bcc: a@b.org long long")
    assert "Bcc" not in mail
    assert mail.defects == []


def test_the_same_words_make_the_same_bytes_and_others_another_boundary():
    one, again, other = (made(text, attachments=(PAGE,)) for text in ("a\n", "a\n", "b\n"))

    assert one[0] == again[0]
    assert one[1].get_boundary() != other[1].get_boundary()
