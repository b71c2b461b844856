"""Every error that a user may meet, sorted by who can mend it.

* RetroError
  - UsageError              the caller: a command, team or cycle that is not there   exit 2
  - ContentError            the writer: a file under content/ or themes/             exit 3
  - SourceError             the source's keepers, or patience                        exit 4
    . SourceSilentError     no answer after every try
    . SourceRefusedError    an answer that means no
    . SourceChangedError    an answer in a shape that the collector doesn't know
  - SnapshotError           the operator: collect again                              exit 5
  - DisagreementError       us: numbers of one page that must agree and don't        exit 6
  - ProgramError            us: any other fault, met by one team of several          exit 6

An error says what, where and what next, one sentence each; `cli.main` prints it, nobody else.
Where several were found, the first carries the others (see `faults`).
"""


class RetroError(Exception):
    """What went wrong, where, and what to do about it."""

    status = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        """Keep the three parts; `where` is a file:line, an address or a collection."""
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint
        self.also: tuple[RetroError, ...] = ()

    @property
    def each(self) -> "tuple[RetroError, ...]":
        """Return this error, and after it those that the same run found besides it."""
        return (self, *self.also)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  try: {self.hint}" if self.hint else head


class UsageError(RetroError):
    """The caller asked for something that is not there."""

    status = 2


class ContentError(RetroError):
    """A file that a person wrote can't be used as it is."""

    status = 3


class SourceError(RetroError):
    """A server did not give what was asked for."""

    status = 4


class SourceSilentError(SourceError):
    """A server gave no answer after every try."""


class SourceRefusedError(SourceError):
    """A server answered, and the answer means no."""


class SourceChangedError(SourceError):
    """A server answered in a shape that the collector doesn't know."""


class SnapshotError(RetroError):
    """A snapshot is missing, cut or altered."""

    status = 5


class DisagreementError(RetroError):
    """Numbers that must add up or agree do not: a fault of this program, not of its user."""

    status = 6


class ProgramError(RetroError):
    """This program failed at one of several things, and went on with the others."""

    status = 6


def of_system(error: OSError) -> str:
    """Say what the system refused, of the file that was to be and not of what lay beside it."""
    where = error.filename2 or error.filename or "the system"
    return f"{where}: {error.strerror or error}"
