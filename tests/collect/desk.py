"""A person's desk: a folder of content, and the command that collects for it."""

from retro.cli import main
from tests.collect.builders import NOW


class Desk:
    """A folder with one team in it, whose Gerrit runs on loopback."""

    def __init__(self, folder, server):
        self.folder, self.server = folder, server
        (folder / "content/glance").mkdir(parents=True)
        (folder / "content/site.yaml").write_text("title: Here\n")
        (folder / "content/glance/team.yaml").write_text(
            f"title: Glance\ngerrit:\n  server: {server.url}\n  projects: [openstack/glance]\n"
        )
        self.snapshot = folder / "content/glance/mitaka/snapshot"

    def __call__(self, *words):
        content = f"--content={self.folder / 'content'}"
        return main(
            ["collect", "--cycle=mitaka", *words, content],
            now=lambda: NOW,
            sleep=lambda _: None,
        )
