"""What `new` is told: one team, or those that governance lists."""

from argparse import Namespace

from msgspec.structs import replace

from retro.collect import LAUNCHPAD, OPENDEV, OPENSTACK, Options, Patience
from retro.errors import UsageError
from retro.job.beginning import Beginning
from retro.job.governed import Governance, Voices, governed
from retro.job.new import new
from retro.job.order import Order
from retro.model.team import Dates
from retro.model.time import Now, Sleep
from retro.progress import Progress


def begin(args: Namespace, order: Order, progress: Progress, now: Now, sleep: Sleep) -> str:
    """Begin what is meant, and return what existing files could say besides.

    Raises:
        RetroError: It can't be begun.
    """
    words = tuple(filter(None, (args.new_team, args.new_cycle, *args.new_more)))
    beginning, options = _beginning(args), _options(args)
    say = progress.say
    if source := _governance(args, words):
        both = Voices(say, progress.detail)
        return governed(order, source, beginning, options, both, now=now, sleep=sleep)
    return new(_named(order, words), beginning, options, now=now, sleep=sleep, say=say)


def _beginning(args: Namespace) -> Beginning:
    server = args.server or OPENDEV
    at_home = server == OPENDEV
    prefix = OPENSTACK if at_home else ""
    return Beginning(
        server=server,
        prefix=prefix if args.prefix is None else args.prefix,
        launchpad_server=args.launchpad_server or (LAUNCHPAD if at_home else ""),
        projects=args.projects,
        offline=args.offline,
        dates=_dates(args),
        tags=args.tags,
        pattern=args.tag_pattern,
    )


def _dates(args: Namespace) -> Dates:
    if args.tags and args.release:
        what = "--tags and --release are two ways to say when the cycle ends"
        raise UsageError(what, hint="name one of them")
    if args.tag_pattern and not args.tags:
        what, hint = "--tag-pattern is read beside --tags", "name a clone with --tags"
        raise UsageError(what, hint=hint)
    return Dates(start=args.start, release=args.release)


def _options(args: Namespace) -> Options:
    # whoever waits for a guess is there, and would rather hear soon that nobody answers
    return Options(contact=args.contact, patience=Patience(tries=3, read=30))


def _governance(args: Namespace, words: tuple[str, ...]) -> Governance | None:
    """Return where teams are listed; None where one team is meant by its name alone."""
    clone, releases = args.from_governance, args.releases
    if releases and not clone:
        what, hint = "--releases is read beside --from-governance", "name a clone of governance"
        raise UsageError(what, hint=hint)
    if clone and args.projects:
        what = "--projects and --from-governance are two ways to say which are a team's"
        raise UsageError(what, hint="name one of them")
    return Governance(clone, releases, words) if clone else None


def _named(order: Order, words: tuple[str, ...]) -> Order:
    """Return the order for one team and one cycle, which words may name in place of options."""
    for more in words[2:]:
        hint = "name one team and one cycle; several teams are for --from-governance"
        raise UsageError(f"new takes no {more}", hint=hint)
    named = dict(zip(("team", "cycle"), words, strict=False))
    return replace(order, **named)
