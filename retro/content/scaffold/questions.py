"""A chapter that nobody has written yet: it asks its writer, and no page shows it."""

from retro.content.scaffold.scalar import scalar
from retro.outline.chapters import QUESTIONS

_HEAD = """\
# Only you see this. Write below the dashes, and delete a question once it is answered; a chapter
# without words is left out of the page.
"""


def chapter_text(key: str, words: str = "", edition: str = "") -> str:
    """Return the text of a chapter as it is begun.

    Args:
        key: Which chapter.
        words: What it says to begin with.
        edition: The one edition that shows it; without it, each does.
    """
    questions = "".join(f"  - {scalar(question)}\n" for question in QUESTIONS[key])
    shown = f"editions: [{edition}]\n" if edition else ""
    return f"---\n{_HEAD}{shown}questions:\n{questions}---\n{words}"
