"""What a page may load and run: its own pictures and style sheet, and nothing else.

Source:
    Content Security Policy Level 3, https://www.w3.org/TR/CSP3/.
"""

import re
from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

_SHUT = "base-uri 'none'; form-action 'none'"

OF_SITE = Markup(f"default-src 'none'; img-src 'self' data:; style-src 'self'; {_SHUT}")
"""A page of the site has no script; styles that it holds itself are named by their hash."""

ALONE = Markup(f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; {_SHUT}")
"""A page that travels alone holds its whole style; a hash would not outlive a mail's line ends."""

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_OWN = "style-src 'self'"


def hashed(page: str) -> str:
    """Return a page whose policy, if it is that of the site, names the styles that it holds."""
    styles = "".join(f" '{digest(style)}'" for style in _STYLE.findall(page))
    policy = str(OF_SITE)
    return page.replace(policy, policy.replace(_OWN, f"{_OWN}{styles}"), 1) if styles else page


def digest(text: str) -> str:
    """Return by which hash a policy lets a style or a script of a page be."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
