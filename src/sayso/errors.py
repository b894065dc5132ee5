"""Every error that Sayso raises on purpose.

    SaysoError                     exit code 1
    ├── InputError                 2  the caller asked for something that cannot be read or is malformed
    │   ├── DictionaryError        2  a user's actor or predicate table is malformed
    │   └── OntologyError          2  a user's file of event types is malformed
    ├── StoreError                 2  a store cannot be opened or used as asked
    │   └── StoreWriteError        4  a store could not be written: no room, no permission
    ├── ModelError                 3  the weights or data tables of this installation are missing or broken
    └── OutputError                4  the result could not be written

A bad *article* is no exception: it is a `Rejection` row. `--strict` turns the first one into `RejectedError` (exit 5).
"""

from __future__ import annotations


class SaysoError(Exception):
    """One sentence of fact, one of remedy.

    Args:
        fact: what is wrong, as a full sentence.
        remedy: what the caller can do about it, as a full sentence.
    """

    exit_code = 1

    def __init__(self, fact: str, remedy: str) -> None:
        super().__init__(f"{fact} {remedy}")
        self.fact = fact
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[SaysoError], tuple[str, str]]:
        """Both sentences, so that an error of another process arrives whole."""
        return type(self), (self.fact, self.remedy)


class InputError(SaysoError):
    """The caller asked for something that cannot be read or is malformed."""

    exit_code = 2


class DictionaryError(InputError):
    """A user's actor or predicate table is malformed."""


class OntologyError(InputError):
    """A user's file of event types is malformed."""


class StoreError(SaysoError):
    """A store cannot be opened or used as asked: it is not there, in use, newer than this program, or no store."""

    exit_code = 2


class StoreWriteError(StoreError):
    """A store could not be written; what was reported as stored is there."""

    exit_code = 4


class ModelError(SaysoError):
    """The weights or data tables of this installation are missing or broken."""

    exit_code = 3


class OutputError(SaysoError):
    """The result could not be written."""

    exit_code = 4


class RejectedError(SaysoError):
    """An article was rejected and the caller asked for `strict`."""

    exit_code = 5
