"""The site of one small cycle, file by file: a change of any page shows here first."""

import re
import shutil

from tests.golden import SITE, made


def test_the_small_cycles_site_is_the_one_that_is_kept(tmp_path, small):
    shutil.copytree(small / ".cache/charts", tmp_path / ".cache/charts")
    kept = {
        path.relative_to(SITE).as_posix(): path.read_text()
        for path in SITE.rglob("*")
        if path.is_file()
    }
    now = made(tmp_path)

    assert now.keys() == kept.keys(), "make golden"
    assert [name for name in now if now[name] != kept[name]] == [], "make golden, read the diff"


def test_no_page_speaks_of_the_files_that_its_writer_edits():
    pages = [path.read_text() for path in SITE.rglob("*.html")]
    assert pages
    assert not any(
        re.search(r"(cycle|team|site)\.yaml|`make |<code>make ", page) for page in pages
    )
