"""What the values of labels were called before 2.6, when messages had names and no numbers.

Names are a site's own configuration. Known here are the stock ones and those of a few large
sites; a team adds its server's in team.yaml.
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2s
from types import MappingProxyType

from retro.messages.says import Token
from retro.model.opendev_labels import is_opendev

Names = Mapping[str, Token]
"""Value name → vote."""

# LabelVote writes them, since 2.6: a sign and digits, or a minus before the name for 0.
# Gerrit's LabelType.checkNameInternal lets a label begin with a digit.
VOTE = re.compile(r"(-?)(?=[A-Za-z0-9-]*[A-Za-z])([A-Za-z0-9][A-Za-z0-9-]*?)([+-]\d{1,5})?")
_DIGEST = re.compile("#[0-9a-f]{12}")
_SIGNED = re.compile(r"-\S+|\S+[+-]\d+")
_NAMELESS = re.compile(r"(Code[ -]Review|Verified|Approved|IP-Clean) ([+-]?\d{1,5})")
"""A value without a name; no other word, since a person's name might look like a category."""

STOCK: Names = MappingProxyType(
    {
        "Looks good to me, approved": Token("Code-Review", 2),
        "Looks good to me (core reviewer)": Token("Code-Review", 2),
        "Looks good to me, but someone else must approve": Token("Code-Review", 1),
        "I would prefer that you didn't submit this": Token("Code-Review", -1),
        "I would prefer that you didn't merge this": Token("Code-Review", -1),
        "This patch needs further work before it can be merged": Token("Code-Review", -1),
        "Do not submit": Token("Code-Review", -2),
        "Do not merge": Token("Code-Review", -2),
        "Verified": Token("Verified", 1),
        "Works for me": Token("Verified", 1),
        "Build Successful": Token("Verified", 1),
        "Doesn't seem to work": Token("Verified", -1),
        "Fails": Token("Verified", -1),
        "Approved": Token("Approved", 1),
        "IP review completed": Token("IP-Clean", 1),
        "No score": Token("", 0),
    }
)
"""The names that Gerrit came with, and what other known sites called values of their own."""

OPENSTACK: Names = MappingProxyType(
    {**STOCK, "Verified": Token("Verified", 2), "Fails": Token("Verified", -2)}
)
"""Where two names of the stock mean more than in the stock."""


def value_names(server: str, own: Mapping[str, str], seen: Names | None = None) -> Names:
    """Return the value names of a server.

    Args:
        server: Its address.
        own: What a team adds to them, as name → `Label+1`.
        seen: The names of the site that its messages give away.
    """
    site = OPENSTACK if is_opendev(server) else seen or STOCK
    added = {name: vote for name, text in own.items() if (vote := token(text))}
    sealed_names = {digest(name): vote for name, vote in added.items()}
    return MappingProxyType({**site, **added, **sealed_names}) if added else site


def token(word: str) -> Token | None:
    """Return the vote that a word is since 2.6: `Code-Review+2`, or `-Code-Review` for none."""
    match = VOTE.fullmatch(word)
    if match is None or bool(match[1]) == bool(match[3]):
        return None
    return Token(match[2], int(match[3] or 0))


def tokens(text: str) -> tuple[Token, ...] | None:
    """Return the votes of a line, or None where a word is unsigned and the line thus prose.

    A signed word that is no vote, whatever it is, takes none of those beside it away.
    """
    words = text.split()
    votes = tuple(vote for word in words if (vote := token(word)))
    prose = not votes or not all(map(_SIGNED.fullmatch, words))
    return None if words and prose else votes


def named(text: str, names: Names) -> tuple[Token, ...] | None:
    """Return the votes of a line of before 2.6, or None where no part of it is one.

    A name that is not known takes none of those beside it away.
    """
    return tuple(vote for part in _parts(text) if (vote := _named(part, names))) or None


def bare(text: str, names: Names) -> tuple[Token, ...] | None:
    """Return the votes of a line without a patch set before it, as the very oldest ones are."""
    found = tuple(map(names.get, _parts(text)))
    return None if None in found else found  # type: ignore[return-value]


def sounds_named(text: str) -> bool:
    """Tell whether a line is made of value names that are known here."""
    return all(part in STOCK or _NAMELESS.fullmatch(part) for part in _parts(text))


def sealed(text: str, names: Names) -> str:
    """Return a line with a digest in the place of each part that is no known value name.

    So no words of a person are kept, and `value_names` may still name the value later.
    """
    parts = (
        part if _named(part, names) or _DIGEST.fullmatch(part) else digest(part)
        for part in _parts(text)
    )
    return "; ".join(parts)


def digest(name: str) -> str:
    """Return what stands for a value name that nobody knows yet."""
    return "#" + blake2s(name.encode(), digest_size=6).hexdigest()


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(";"))


def _named(part: str, names: Names) -> Token | None:
    if found := names.get(part):
        return found
    match = _NAMELESS.fullmatch(part)
    return Token(match[1].replace(" ", "-"), int(match[2])) if match else None
