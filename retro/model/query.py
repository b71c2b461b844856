"""How a value stands in a Gerrit query, and where the query is answered."""

import re
from urllib.parse import quote

# Words may hold these without quotes by the grammar of Gerrit's query language (Query.g, which
# has had the same list since 2.x): a slash of a project or branch is among them, a blank is not.
_WORD = re.compile(r"[\w./+,<=>*#~@^][\w./+,<=>*#~@^-]*")


def address(server: str, query: str) -> str:
    """Return where a server answers a query, as a page for people."""
    return f"{server.rstrip('/')}/q/{quote(query, safe='')}"


def value(text: str) -> str:
    """Return a value as a query has to have it: bare, in quotes, or in braces.

    Inside quotes all but a quote is taken as it is, inside braces all but braces; a text with
    both, which no name of a project, branch or account can be, is left to the quotes.
    """
    if _WORD.fullmatch(text):
        return text
    return f"{{{text}}}" if '"' in text and not {"{", "}"} & set(text) else f'"{text}"'
