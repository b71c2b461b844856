"""What only a person can say: the questions of each chapter, and the mark of one still open."""

OPEN = "[?]"
"""Begins a question that nobody has answered yet; `retro check` finds it on a page."""

QUESTIONS: dict[str, tuple[str, ...]] = {
    "summary": ("What was this cycle about, in a sentence?", "What are you most glad of?"),
    "features": (
        "Which of these matter most to those who use it, and why?",
        "What did you say no to, and by which rule?",
    ),
    "priorities": (
        "What did you promise, and where?",
        "What became of each, and what would you promise differently today?",
    ),
    "community": (
        "Who came, who left, and how did you deal with it?",
        "What changed between people that no number shows?",
    ),
    "backlog": (
        "What did you do about the backlog, and would you do it again?",
        "What has waited longest, and what should become of it?",
    ),
    "flow": (
        "What do authors wait for, as you see it?",
        "What made merging slower, and what faster?",
    ),
    "rhythm": (
        "Which of your days and meetings are worth keeping?",
        "Which would nobody miss?",
    ),
    "bugs": (
        "Who reads new reports, and when?",
        "Which bugs held the release up?",
    ),
    "other-teams": (
        "Whose work does yours depend on, and what have you agreed with them?",
        "What did you do for others?",
    ),
    "what-went-wrong": ("What surprised you?", "What did not work, and what came of it?"),
    "thanks": ("Whom do you thank, and for what?", "Who did what nobody sees?"),
    "hand-off": (
        "What should whoever follows do first?",
        "What would you have liked to know when you began?",
        "Which duties are still yours, and who could take them?",
    ),
}
"""The questions of each chapter, by its key."""


def placeholders(key: str) -> str:
    """Return a chapter's open questions, each a quote in Markdown; empty where it has none."""
    return "\n\n".join(f"> {OPEN} {question}" for question in QUESTIONS.get(key, ()))
