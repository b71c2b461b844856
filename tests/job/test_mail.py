"""The letters of a cycle, as `retro mail` writes them."""

import os
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from retro.cli import main
from tests import golden, sample
from tests.places import places

pytestmark = pytest.mark.usefixtures("no_pictures")

WORDS = "We did what we said we would, and some of it twice. "
HAND_OFF = golden.CYCLE.replace("early: 2021-03-12", "handoff: 2021-03-12")
MAIL = """\
mail:
  subject_prefix: "[lantern][ptl]"
  to: Discuss <discuss@lists.example.org>
  from: Ann Anvil <ann@example.org>
  reply_to: ann.anvil@example.org
"""
MADE = b"%PDF-1.4 made"
BROWSER = """\
#!/bin/sh
for word; do case $word in --print-to-pdf=*) printf '%%PDF-1.4 made' > "${word#*=}";; esac; done
"""


@pytest.fixture
def home(tmp_path):
    golden.content(tmp_path / "content", written=HAND_OFF)
    return tmp_path


def mailed(home: Path, *words: str, now: datetime = datetime(2021, 6, 1, tzinfo=UTC)) -> int:
    return main(["mail", "--cycle=dusk", *words, *places("mail", home)], now=lambda: now)


def folder(home: Path) -> Path:
    return home / "output/mail/lantern/dusk"


def parsed(home: Path, name: str):
    found = message_from_bytes((folder(home) / name).read_bytes(), policy=default)
    assert [part.defects for part in found.walk()] == [[] for _ in found.walk()]
    return found


def attached(home: Path, name: str) -> list[str]:
    return [part.get_filename() for part in parsed(home, name).iter_attachments()]


def text(home: Path, name: str) -> str:
    return " ".join(parsed(home, name).get_body().get_content().split())


def test_a_text_and_two_mails_are_written_and_their_sizes_said(home, capsys):
    assert mailed(home) == 0

    said = capsys.readouterr().err
    assert {path.name for path in folder(home).iterdir()} == {
        *("handoff.txt", "handoff-list.eml", "handoff-successor.eml")
    }
    for path in folder(home).iterdir():
        assert f"{path}: {path.stat().st_size:,} bytes" in said
    assert "nothing was sent" in said


def test_the_list_gets_a_page_that_it_takes_and_whoever_follows_the_whole_one(home):
    mailed(home)
    small, whole = (
        next(parsed(home, f"handoff-{reader}.eml").iter_attachments()).get_content()
        for reader in ("list", "successor")
    )

    assert len((folder(home) / "handoff-list.eml").read_bytes()) < 38 * 1024
    assert 'id="the_finding"' in small
    assert 'id="flow"' not in small
    assert 'id="flow"' in whole
    for page in (small, whole):
        assert "the_finding" in page
        assert 'src="' not in page


@pytest.mark.parametrize("editions", ["editions: {early: 2021-03-12}", ""])
def test_a_cycle_without_a_hand_off_has_the_letters_of_its_latest_edition(tmp_path, editions):
    golden.content(
        tmp_path / "content",
        written=golden.CYCLE.replace("editions: {early: 2021-03-12}", editions),
    )

    assert mailed(tmp_path) == 0
    assert (folder(tmp_path) / "final-list.eml").exists()


def test_the_final_edition_of_a_cycle_that_is_over_is_offered_and_written(
    home, capsys, monkeypatch
):
    mailed(home)
    offer = "make mail TEAM=lantern CYCLE=dusk EDITION=final writes the letter"
    assert offer in capsys.readouterr().err

    monkeypatch.setenv("EDITION", "final")
    assert mailed(home) == 0
    assert "the cycle is over" not in capsys.readouterr().err
    assert "final edition" in parsed(home, "final-list.eml")["Subject"]


def test_a_cycle_that_runs_has_letters_too(home, capsys):
    assert mailed(home, "--as-of=2021-03-20") == 0
    assert "as of 20 March 2021" in text(home, "2021-03-20-list.eml")
    assert "the cycle is over" not in capsys.readouterr().err


def test_what_nobody_noted_is_told_to_the_writer_and_not_to_the_list(home, capsys):
    mailed(home)

    assert "not in the letter, since nobody wrote it down: " in capsys.readouterr().err
    assert "obody wrote it" not in text(home, "handoff-list.eml")


def test_a_letter_without_a_word_says_so_once(home):
    (home / "content/lantern/dusk/summary.md").unlink()
    mailed(home)

    assert text(home, "handoff-list.eml").count("Nobody has written") == 1


def test_a_team_that_nobody_leads_alone_signs_by_its_liaisons(home):
    team = home / "content/lantern/team.yaml"
    team.write_text(f"{team.read_text()}leadership: distributed\nliaisons: [{{role: bugs}}]\n")
    mailed(home)

    assert text(home, "handoff-list.eml").endswith("-- The liaisons for bugs Lantern")


def test_addresses_stand_in_the_mails_and_the_lists_own_in_its_own(home):
    (home / "content/site.yaml").write_text(f"title: Us\n{MAIL}")
    mailed(home)
    to_list, to_one = (parsed(home, f"handoff-{who}.eml") for who in ("list", "successor"))

    assert str(to_list["Subject"]).startswith("[lantern][ptl] Dusk retrospective, ")
    assert str(to_list["To"]) == "Discuss <discuss@lists.example.org>"
    assert "To" not in to_one
    for mail in (to_list, to_one):
        assert str(mail["From"]) == "Ann Anvil <ann@example.org>"
        assert str(mail["Reply-To"]) == "ann.anvil@example.org"


def test_no_address_enters_the_site_or_what_is_attached(home):
    for path in (home / "content/site.yaml", home / "content/lantern/team.yaml"):
        path.write_text(f"{path.read_text() if path.exists() else ''}{MAIL}")
    with (home / "content/lantern/dusk/cycle.yaml").open("a") as file:
        file.write(MAIL)
    assert main(["build", "--cycle=dusk", *places("build", home)]) == 0
    mailed(home)

    pages = [path for path in (home / "output").rglob("*") if path.is_file()]
    for path in pages:
        assert path.suffix == ".eml" or b"example.org>" not in path.read_bytes()
        assert path.suffix == ".eml" or b"anvil" not in path.read_bytes().lower()
    for name in ("handoff-list.eml", "handoff-successor.eml"):
        for part in parsed(home, name).walk():
            assert part.is_multipart() or "anvil" not in part.get_content().lower()


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("none", []),
        ("compact", ["lantern-dusk-handoff.html"]),
        ("full", ["lantern-dusk-handoff.html"]),
        ("pdf", ["lantern-dusk-handoff.pdf"]),
    ],
)
def test_both_mails_have_attached_what_is_asked_for(home, monkeypatch, what, names):
    browser = home / "bin/chromium"
    browser.parent.mkdir()
    browser.write_text(BROWSER)
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", f"{browser.parent}:{os.environ['PATH']}")

    assert mailed(home, f"--attach={what}") == 0
    for reader in ("list", "successor"):
        assert attached(home, f"handoff-{reader}.eml") == names
    if what == "pdf":
        (pdf,) = parsed(home, "handoff-list.eml").iter_attachments()
        assert pdf.get_content() == MADE


def test_where_nothing_makes_a_pdf_it_is_said_what_to_install(home, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(home))
    monkeypatch.setattr("retro.job.pdf.find_spec", lambda _: None)

    assert mailed(home, "--attach=pdf") == 2
    said = capsys.readouterr().err
    assert "nothing on this machine makes a PDF" in said
    assert "pip install 'cycle-retro[pdf]'" in said
    assert not folder(home).exists()


def test_a_browser_that_makes_no_pdf_is_an_error(home, monkeypatch, capsys):
    browser = home / "chromium"
    browser.write_text("#!/bin/sh\nexit 3\n")
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}:{os.environ['PATH']}")

    assert mailed(home, "--attach=pdf") == 2
    assert "made no PDF" in capsys.readouterr().err


def test_what_is_too_large_for_a_list_is_a_warning(home, capsys):
    assert mailed(home, "--attach=full") == 0
    assert "lists hold back what is above 38,912" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "status"), [((), 3), (("--attach=full",), 2)])
def test_a_strict_order_refuses_it_and_replaces_nothing(home, words, status):
    mailed(home)
    before = {path: path.read_bytes() for path in folder(home).iterdir()}
    (home / "content/lantern/dusk/thanks.md").write_text("\n\n".join([WORDS * 4] * 200))

    assert mailed(home, "--strict", *words) == status
    assert {path: path.read_bytes() for path in folder(home).iterdir()} == before


def test_the_same_words_make_the_same_bytes(home):
    mailed(home)
    before = {path: path.read_bytes() for path in folder(home).iterdir()}
    mailed(home, now=datetime(2022, 1, 1, tzinfo=UTC))

    assert {path: path.read_bytes() for path in folder(home).iterdir()} == before


@pytest.mark.usefixtures("no_pictures")
def test_a_list_takes_a_letter_of_16_kb_of_prose_with_a_page_of_all_answers(tmp_path):
    sample.copy(tmp_path / "content")
    mitaka = tmp_path / "content/glance/mitaka"
    written = sum(path.stat().st_size for path in mitaka.glob("*.md"))
    with (mitaka / "thanks.md").open("a") as thanks:
        thanks.write("\n" + "".join([WORDS] * 400)[: 16_000 - written - 1])

    words = ["mail", "--cycle=mitaka", "--strict", *places("mail", tmp_path)]
    assert main(words, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)) == 0
    raw = (tmp_path / "output/mail/glance/mitaka/handoff-list.eml").read_bytes()
    found = message_from_bytes(raw, policy=default)
    text = found.get_body().get_content()

    assert len(raw) <= 38 * 1024
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert max(map(len, text.splitlines())) <= 72
    assert text.count("- Buffered reader for swift driver,") == 1
    assert "Begin with the dashboard at review.opendev.org [" in text
    assert [part.defects for part in found.walk()] == [[], [], []]
