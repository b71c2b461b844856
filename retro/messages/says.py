"""What one message can say about its change."""

from typing import NamedTuple

from msgspec import Struct


class Token(NamedTuple):
    """A vote as a first line has it: the label's new value; 0 takes the vote back.

    Before 2.6 "No score" did not say on which label: then the label is empty.
    """

    label: str
    value: int


class Carried(NamedTuple):
    """A value that was copied or outdated; no accounts and no names mean everyone who held it."""

    label: str
    value: int
    accounts: tuple[int, ...]
    names: tuple[str, ...] = ()


class FollowUp(NamedTuple):
    """A vote on an older patch set that reached, or left, newer ones. None takes it away."""

    label: str
    value: int | None
    patch_sets: tuple[int, ...]


class Removal(NamedTuple):
    """Votes taken away by somebody; no label means all of the account's votes.

    `name` is whose they were, where the text has no number.
    """

    label: str
    value: int | None
    account: int | None
    name: str = ""


class Condition(NamedTuple):
    """A label's copy condition as an upload lists it; `met` are the atoms that held there."""

    label: str
    text: str
    met: tuple[str, ...]
    values: tuple[int, ...]
    accounts: tuple[int, ...]


class Reading(Struct, frozen=True):
    """All that one message says about its change.

    `kind` is the change kind of an upload in Gerrit's words, empty where the line doesn't tell;
    `copied` is None where the server doesn't list carried votes at all, and `outdated` has those
    that it says were not carried; `reverted` means that a change was made that takes this one
    back, and `reverted_by` is that change's Change-Id where it stands there; `gone` means that a
    message stood here and was deleted; `remade`, that a merge may have made a patch set itself.
    `counted` means that comments were written beside it, and `said` is what a person's own words
    begin with, as far as it takes to know a trigger.
    """

    patch_set: int | None = None
    upload: bool = False
    kind: str = ""
    votes: tuple[Token, ...] = ()
    removed: tuple[Removal, ...] = ()
    copied: tuple[Carried, ...] | None = None
    outdated: tuple[Carried, ...] = ()
    conditions: tuple[Condition, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    status: str = ""
    wip: bool | None = None
    private: bool | None = None
    moved: tuple[str, str] | None = None
    reverted: bool = False
    reverted_by: str = ""
    counted: bool = False
    said: str = ""
    gone: bool = False
    remade: bool = False

    @property
    def comment(self) -> bool:
        """Tell whether a person wrote something, here or in comments."""
        return self.counted or bool(self.said)
