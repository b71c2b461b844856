"""Taking people out of texts: addresses, and names where Gerrit itself wrote them."""

import re
from collections.abc import Mapping

ADDRESS = "(address)"
NAME = "(name)"

# Gerrit wrote `by Full Name <mail>` up to 3.4 and writes <GERRIT_ACCOUNT_n> since 3.5; Google's
# servers rewrote old texts too, so the form tells nothing about the date.
_LEAD = r"(?:\b(?:by|reviewer|cc|behalf of|(?:added|removed|from|to):) )"
_LOCAL = r'[^\s<>()\[\]",;:/=|@]'
# a word is tried at its start only, so that a long one costs no more than its length
_MAIL = re.compile(rf"(?<!{_LOCAL}){_LOCAL}+(?:@|%40)\w[\w.-]*")
_SIGNED = re.compile(
    rf"(?:({_LEAD})([^<>\n:]{{0,120}}?)|(, )([^<>\n,:]{{0,120}}?)) ?<([^<>\s@]+@[^<>\s]+)>"
)
# Who merged was named from 2.11 to 3.2, without an address.
_UNKNOWN = re.compile(
    r"^(Change has been successfully .*? by |Removed (?:reviewer|cc) |(?:Removed|\*) \S+ by )"
    r"(?!<GERRIT_ACCOUNT_|\(address\))(.+?)(?= with the following|\.?$)",
    re.MULTILINE,
)
_ACCOUNT = re.compile(r"<GERRIT_ACCOUNT_(\d{1,10})>")
_FOOTER = re.compile(
    r"""[ \t]*(
      Change-Id:[ ]*I[0-9a-f]+
    | Depends-On:[ ]*\S+
    | This[ ]reverts[ ]commit[ ][0-9a-f]{7,40}
    | (?:(?:close[sd]?|partial(?:ly)?|related|fix(?:e[sd])?|resolves|impacts)[-: ]+)?
      (?:lp[-: ]*)?(?:bugs?[-: #]*|lp[-: #]+)\d+(?:,[ ]*\#?\d+)*
    | (?:(?:partial(?:ly)?|implements?|completes|related|closes|addresses|to|for)[-: ]+){0,2}
      (?:blueprint|bp)[-:/ ]+\S+
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def account(number: int) -> str:
    """Return an account as Gerrit's own templates write it."""
    return f"<GERRIT_ACCOUNT_{number}>"


def without_addresses(text: str) -> str:
    """Return a text with a placeholder for every e-mail address."""
    # %40 is the same sign in an address of the web.
    return _MAIL.sub(ADDRESS, text) if "@" in text or "%40" in text else text


def without_names(text: str, names: Mapping[str, int], mails: Mapping[str, int]) -> str:
    """Return a line of Gerrit's with account numbers where old servers wrote names.

    Args:
        text: As the server sent it.
        names: Full names on this change; only where a name must stand are they looked for.
        mails: Their addresses, which also find who was renamed since.
    """

    def signed(match: re.Match[str]) -> str:
        lead, name = (match[1], match[2]) if match[1] else (match[3], match[4])
        number = mails.get(match[5], names.get(name.strip()))
        return lead + (ADDRESS if number is None else account(number))

    if "<" in text:
        text = _SIGNED.sub(signed, text)
    for name in _found(names, text):
        text = re.sub(rf"({_LEAD}){re.escape(name)}(?!\w)", _token(names[name]), text)
    return text


def without_strangers(text: str) -> str:
    """Return Gerrit's lines less the names that belong to no known account."""
    return _UNKNOWN.sub(rf"\1{NAME}", text)


def without_persons(text: str, names: Mapping[str, int]) -> str:
    """Return a robot's text with account numbers for full names, below the first line.

    The first line holds the votes, and nobody's choice of a name may alter those.
    """
    first, line, rest = text.partition("\n")
    for name in _found(names, rest):
        if " " in name:
            rest = re.sub(rf"(?<!\w)(){re.escape(name)}(?!\w)", _token(names[name]), rest)
    return first + line + rest


def without(text: str, dropped: frozenset[int]) -> str:
    """Return a text in which accounts that opted out are nobody."""
    if not dropped or "<GERRIT" not in text:
        return text
    return _ACCOUNT.sub(lambda match: account(0) if int(match[1]) in dropped else match[0], text)


def footers(commit: str) -> tuple[str, ...]:
    """Return a commit message's footers on bugs, blueprints and other changes, nothing else.

    What it reverts is no footer, but a line of Gerrit's or git's that is as fixed.
    """
    found = map(_FOOTER.match, commit.splitlines()[1:])
    return tuple(without_addresses(match[1]) for match in found if match)


def _found(names: Mapping[str, int], text: str) -> list[str]:
    """Return the names in a text, the longest first, since one may be part of another."""
    return sorted((name for name in names if name in text), key=len, reverse=True)


def _token(number: int) -> str:
    return rf"\g<1>{account(number)}"
