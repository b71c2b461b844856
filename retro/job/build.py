"""Building: the pages of each target that changed, and those over all retrospectives."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial

from msgspec.structs import replace

from retro import content, snapshot
from retro.errors import ContentError, UsageError
from retro.job.order import Order, keep_apart
from retro.job.site import files, stamps
from retro.job.site.beside import Beside, end_with_parent
from retro.job.tally import Tally
from retro.job.targets import Names, everything, meant, read, readable
from retro.job.writers import of_output, sweep
from retro.progress import Say
from retro.record.target import Target
from retro.shell import typed


def build(order: Order, *, all_of_them: bool, say: Say) -> None:
    """Build the pages of each target that changed, and the home page over all.

    Raises:
        ContentError: Something that a person wrote can't be used; no page of its was touched.
        SnapshotError: A snapshot is missing, cut or altered; no page of its was touched.

    What can be built is built all the same, and the error carries what is wrong with each other.
    """
    keep_apart(order)
    sweep(order)
    order = replace(order, look=stamps.look(order))
    names = _named(order, all_of_them=all_of_them)
    tally = Tally("built", say, among=len(names))
    ordered = read(order, names, tally)
    if not order.narrow:
        order = replace(order, together=frozenset(target.path for target in ordered))
    stale = _stale(order, ordered, tally)
    fresh = [one for one in ordered if one not in stale and one.path not in tally.failed]
    tally.begin(len(stale))
    with Beside(order.jobs) as beside:
        for target, make in _each(order, stale, say, beside):
            with tally.of(target.path):
                make()
        if tally.done or fresh:
            with tally.beside(stamps.HOME):
                _clear(order, say)
                _home(order, ordered, say, beside)
    for target in fresh:
        for line in stamps.warned(order, target.path):
            say(line)
        say(f"{order.output / target.path / 'index.html'} (nothing to do)")
    tally.end(unchanged=len(fresh))


def _stale(order: Order, ordered: Iterable[Target], tally: Tally) -> list[Target]:
    """Return what has to be built."""
    found = []
    for target in ordered:
        with tally.held(target.path):
            if order.narrow or not stamps.fresh(order, target):
                found.append(target)
    return found


def _named(order: Order, *, all_of_them: bool) -> tuple[Names, ...]:
    if not all_of_them:
        return meant(order)
    found = everything(order)
    if not found:
        raise UsageError(
            f"nothing to build in {order.content}", hint=typed("new", team="TEAM", cycle="CYCLE")
        )
    return found


def _each(
    order: Order, stale: list[Target], say: Say, beside: Beside
) -> Iterator[tuple[Target, Callable[[], None]]]:
    """Yield each target with what builds it, or waits for it where several are built at once."""
    if (jobs := min(order.jobs, len(stale))) > 1:
        from concurrent.futures import ProcessPoolExecutor

        from retro.job.site.loading import load

        load(order)
        alone = replace(order, jobs=1)  # no processes of theirs
        with ProcessPoolExecutor(jobs, initializer=end_with_parent) as pool:
            begun = _begun(pool, alone, stale)
            for target, made in zip(stale, begun, strict=False):
                yield target, partial(_waited, made, alone, target, say)
        if begun:
            return
    for target in stale:
        yield target, partial(_retrospective, order, target, say, beside)


def _begun(pool: Executor, order: Order, stale: list[Target]) -> list[Future[list[str]]]:
    """Begin all targets; none where the system has no such number of processes to give."""
    from multiprocessing import active_children

    try:
        return [pool.submit(_aside, order, target) for target in stale]
    except OSError:
        for child in active_children():  # they would wait for ever, and this one for them
            child.kill()
            child.join()
        return []


def _waited(made: Future[list[str]], order: Order, target: Target, say: Say) -> None:
    """Wait for one target, and tell what there is to say.

    Where one process is killed, the others of a pool end with it: they have another of their own.
    """
    try:
        lines = made.result()
    except BrokenExecutor:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(1, initializer=end_with_parent) as pool:
            lines = pool.submit(_aside, order, target).result()
    for line in lines:
        say(line)


def _aside(order: Order, target: Target) -> list[str]:
    """Build one target in a process of its own; return what there is to say."""
    lines: list[str] = []
    _retrospective(order, target, lines.append, Beside(1))
    return lines


def _retrospective(order: Order, target: Target, say: Say, beside: Beside) -> None:
    """Build one target, unless another process did while this one waited for it."""
    with of_output(order, target.path, "build", say):
        if order.narrow or not stamps.fresh(order, target):
            _written(order, target, say, beside)


def _written(order: Order, target: Target, say: Say, beside: Beside) -> None:
    """Read, replay, measure, draw, render and write one retrospective, all editions of it."""
    from retro.job.answers import open_record, sweep
    from retro.job.site import many_cycles, pictures
    from retro.job.site.edition import editions, unseen
    from retro.job.site.known_names import passed_over
    from retro.job.site.pieces import pages
    from retro.job.site.warnings import hear

    inputs = stamps.inputs(order, target)
    _ask_again(order, target, say)
    say(f"{target.path}: reading {target.snapshot}")
    answers = open_record(order, target, say)
    if answers.replayed:
        pictures.get_ready(beside)
    made = editions(order, answers, say, beside)
    _publishable(order, target, simulated=any(edition.report.simulated for edition in made))
    words = [edition.words for edition in made]
    typed = passed_over(order, answers)
    warned = hear(words, say, strict=order.strict, whole=not order.narrow, typed=typed)
    say(f"{target.path}: rendering {', '.join(edition.report.edition for edition in made)}")
    digest = None if order.narrow else many_cycles.weekly(order, answers, made[-1].report)
    built = pages(order, target, made)
    for doubt in unseen(made):
        say(f"{target.path}: {doubt}")
    if digest is None:
        written = files.put(order.output, built.files, below=target.path, left=built.left)
    else:
        stamps.begin(order, target.path, built.names)
        before = stamps.names(order, target.path)
        written = files.put(
            order.output, built.files, below=target.path, before=before, left=built.left
        )
        many_cycles.leave(order, target, digest)
        sweep(order, answers)
        numbers = digest.made_from
        stamps.save(
            order,
            target.path,
            built.names,
            inputs,
            pieces=built.pieces,
            numbers=numbers,
            warned=warned,
        )
    say(f"{target.path}: {len(built.names)} files, {written} of them new or changed")
    say(str(order.output / made[-1].folder / "index.html"))


def _ask_again(order: Order, target: Target, say: Say) -> None:
    """Say which questions still wait for the writer's answer; no page tells of them."""
    if left := content.unanswered(order.content, target.team.key, target.folder):
        files = ", ".join(left)
        say(f"{target.path}: {sum(left.values())} questions wait for an answer in {files}")


def _publishable(order: Order, target: Target, *, simulated: bool) -> None:
    url = content.site(order.content).url
    if simulated and url and not order.allow_simulated:
        raise ContentError(
            f"{target.path} is simulated, and the site has an address to be published at",
            where=str(order.content / "site.yaml"),
            hint=f"{target.command('collect')}, or build with --allow-simulated",
        )


def _clear(order: Order, say: Say) -> None:
    """Remove the pages of what content/ has no more: nothing leads there, and they lead astray."""
    for part in stamps.gone(order):
        with of_output(order, part, "remove the pages of", say):
            files.put(order.output, {}, below=part, before=stamps.names(order, part))
            stamps.forget(order, part)
        say(f"{order.output / part}: its pages are removed, since {order.content / part} went")


def _home(order: Order, ordered: Iterable[Target], say: Say, beside: Beside) -> None:
    """Write what stands over all retrospectives that are built, of whatever team."""
    with of_output(order, stamps.HOME, "build", say):
        _over_all(order, ordered, say, beside)


def _over_all(order: Order, ordered: Iterable[Target], say: Say, beside: Beside) -> None:
    there = [
        target
        for target in readable(replace(order, team=None), ordered, say)
        if snapshot.exists(target.snapshot)
        and (order.output / target.path / "index.html").exists()
    ]
    made_from = stamps.over(order, there)
    if not order.narrow and stamps.current(order, stamps.HOME, made_from):
        return
    from retro.job.site.many_cycles import pages

    built = pages(order, there, say, beside)
    while made_from != (now := stamps.over(order, there)):  # a digest was made, here or elsewhere
        made_from, built = now, pages(order, there, say, beside)
    stamps.begin(order, stamps.HOME, built.names)
    before = stamps.names(order, stamps.HOME)
    files.put(order.output, built.files, before=before, left=built.left)
    stamps.save(order, stamps.HOME, built.names, made_from, pieces=built.pieces)
