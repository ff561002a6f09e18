"""The one family of expected errors; every message is ready for the user.

Whatever is not a ``MykError`` is a bug: it goes to the log file and leaves one
sentence on the screen (see ``app.MykApp``).
"""

from collections.abc import Sequence


class MykError(Exception):
    """An expected refusal: one sentence that says what happened and what to do next.

    Attributes:
        title: two or three words, shown as heading.
        message: the sentence itself; may quote user text, so it is never markup.
        feld: key of the form field the sentence belongs to, if there is one.
    """

    title: str
    message: str
    feld: str | None

    def __init__(self, message: str, *, title: str = "", feld: str | None = None) -> None:
        super().__init__(message)
        self.title = title
        self.message = message
        self.feld = feld


class RuleViolation(MykError):
    """A rule of the programme forbids it; nothing was changed."""


class NotFound(MykError):
    """What was meant is not there any more (deleted, or deleted elsewhere)."""


class NothingToUndo(MykError):
    """There is no step left to take back or to repeat."""


class StorageError(MykError):
    """The file could not be read or written; nothing was changed."""


class StorageBusy(StorageError):
    """Somebody else holds the file."""


class ReadOnly(StorageError):
    """The file is open for reading only."""


class FileMoved(StorageError):
    """The open file is not at its place any more: moved, deleted or replaced."""


class StorageFull(StorageError):
    """No space left where the file lies."""


class DatabaseRefused(StorageError):
    """The file is not one this version may open: foreign, damaged, empty, newer."""


class SnapshotInvalid(MykError):
    """A JSON snapshot was refused; ``fehler`` names every place and what is wrong there.

    Attributes:
        fehler: pairs of path (``aufgabe/3/titel``) and German sentence.
    """

    fehler: tuple[tuple[str, str], ...]

    def __init__(self, message: str, fehler: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.fehler = fehler


class RuleViolations(RuleViolation):
    """Several fields are wrong; ``fehler`` names each with its sentence, the message is that of the first.

    Attributes:
        fehler: pairs of field and German sentence, at least one.
    """

    fehler: tuple[tuple[str, str], ...]

    def __init__(self, fehler: Sequence[tuple[str, str]]) -> None:
        super().__init__(fehler[0][1], feld=fehler[0][0])
        self.fehler = tuple(fehler)


def faults_of(error: MykError) -> tuple[tuple[str | None, str], ...]:
    """Return the field and the sentence of everything that is wrong; the field is None where it belongs to none."""
    return error.fehler if isinstance(error, RuleViolations) else ((error.feld, error.message),)
