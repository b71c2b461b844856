"""What starts a CI: which words, said when, and whether they ask for its check again."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from retro.model.opendev_labels import is_opendev
from retro.model.team import Gerrit, Trigger

_MANY = 4096
"""For so many words it is remembered which rules they fit: the same are said again and again."""

BARE = "(recheck)"
REASONED = "(recheck, with a reason)"
OTHER = "(trigger)"
_MARKS = frozenset({BARE, REASONED, OTHER})
"""What stands in a packed message for words that start a CI."""

# "recheck no bug" was the form of 2013 to 2014 for: no reason is known.
_NO_REASON = re.compile(r"\S+(?: no bug)?[.!]*", re.IGNORECASE)

_OF_A_BUG = r"(?: (?:bug|lp)[\s#:]*\d+| no bug)"
_OTHERS = (
    Trigger(pattern=r"check (?:experimental|arm64|hyper-v)\s*$", kind="other"),
    Trigger(pattern=r"run-[^\n]* CI\s*$", kind="other"),
    Trigger(pattern=r"[\w-]+-recheck\b[\w-]*\s*$", kind="other"),
    Trigger(pattern=r"[\w-]+:\s*recheck\s*$", kind="other"),
    Trigger(pattern=r"remerge\s*$", kind="other"),
)
# openstack-infra/system-config, modules/openstack_project/files/zuul/layout.yaml, to 2014-09; then
# openstack/project-config, zuul/layout.yaml and zuul.d/pipelines.yaml.
_OPENSTACK = (
    Trigger(pattern=rf"recheck{_OF_A_BUG}?\s*$", until=date(2013, 4, 10)),
    Trigger(pattern=rf"recheck{_OF_A_BUG}\s*$", start=date(2013, 4, 10), until=date(2014, 7, 22)),
    Trigger(pattern="recheck", start=date(2014, 7, 22)),
    Trigger(pattern="reverify", start=date(2014, 7, 31), until=date(2017, 3, 31)),
    # What did nothing at its time, or started the gate, is no opinion about the change either.
    Trigger(pattern=rf"re(?:check|verify){_OF_A_BUG}?\s*$", kind="other"),
    *_OTHERS,
)
_ELSEWHERE = (Trigger(pattern=r"re(?:check|verify)"), *_OTHERS)
# spdk/spdk-ci, .github/scripts/parse_false_positive_comment.sh.
_SPDK = (Trigger(pattern=r"false positive:? #?\d+\s*$"), *_OTHERS)


class Triggers:
    """A server's triggers; each is held against the beginning of what a person said."""

    def __init__(self, rules: Iterable[Trigger]) -> None:
        """Take the rules, of which the first that fits holds."""
        self._rules = [(re.compile(rule.pattern, re.IGNORECASE), rule) for rule in rules]
        self._fitting = lru_cache(maxsize=_MANY)(self._that_fit)

    def asked(self, words: str, day: date) -> str:
        """Return the mark of what words started on a day; none where they are a person's own."""
        if words in _MARKS:
            return words
        for rule in self._fitting(words):
            if rule.holds(day):
                return _mark(rule, words)
        return ""

    def _that_fit(self, words: str) -> list[Trigger]:
        """Return the rules that words fit, whenever these held."""
        return [rule for pattern, rule in self._rules if pattern.match(words)]


def triggers(gerrit: Gerrit) -> Triggers:
    """Return a team's own triggers; without any, those that are known of its server."""
    if gerrit.ci.triggers:
        return Triggers(gerrit.ci.triggers)
    if is_opendev(gerrit.server):
        return Triggers(_OPENSTACK)
    host = urlsplit(gerrit.server).hostname or ""
    return Triggers(_SPDK if host.endswith("spdk.io") else _ELSEWHERE)


def _mark(rule: Trigger, words: str) -> str:
    if rule.kind == "other":
        return OTHER
    return BARE if _NO_REASON.fullmatch(words.strip()) else REASONED
