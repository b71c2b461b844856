"""The whole site: what content/site.yaml says of it."""

from msgspec import Struct

from retro.model.mail import Mail


class Site(Struct, frozen=True, kw_only=True):
    """The whole site (content/site.yaml).

    `url` is where it is published, which may be below a folder of a host. Without it there is no
    feed and no map of the site, and 404.html leads nowhere, since it is shown at any address.
    `licence` says under which terms others may use words and data, and stands at every foot.
    `mail` says how drafts of mails begin, as far as a team does not.
    """

    title: str = "Cycle retrospectives"
    url: str = ""
    theme: str = "default"
    licence: str = ""
    mail: Mail = Mail()

    def at(self, path: str) -> str:
        """Return where a file will be published, or nothing while nobody knows the address.

        A folder's index.html has the folder's own address.
        """
        shown = path.removesuffix("index.html").lstrip("/")
        return f"{self.url.rstrip('/')}/{shown}" if self.url else ""
