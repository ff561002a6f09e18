"""Reading a form: what is wrong is said of every field at once, each at its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from myk_tui.errors import RuleViolation, RuleViolations, faults_of

Fault = tuple[str, str]
"""Key of a field and the sentence that belongs to it."""

P = ParamSpec("P")
V = TypeVar("V")


def refuse(faults: Sequence[Fault]) -> None:
    """Raise RuleViolations if there is any fault."""
    if faults:
        raise RuleViolations(faults)


@contextmanager
def every_field() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Collect what is wrong with several fields; at the end of the block RuleViolations names all of them.

    What belongs to no field is raised at once.

    >>> from myk_tui.domain.zahlen import parse_int
    >>> try:
    ...     with every_field() as field:
    ...         for key in ("hin", "her"):
    ...             with field():
    ...                 parse_int("drei", feld=key, name=key, low=0, high=9)
    ... except RuleViolations as error:
    ...     print([feld for feld, _text in error.fehler])
    ['hin', 'her']
    """
    faults: list[Fault] = []

    @contextmanager
    def field() -> Iterator[None]:
        try:
            yield
        except RuleViolation as error:
            found = [(feld, text) for feld, text in faults_of(error) if feld is not None]
            if not found:
                raise
            faults.extend(found)

    yield field
    refuse(faults)


def field_by_field(
    read: Callable[Concatenate[Mapping[str, str], P], dict[str, V]],
) -> Callable[Concatenate[Mapping[str, str], P], dict[str, V]]:
    """Let a reader of forms read each field alone, so that it names every wrong one and not only the first."""

    @wraps(read)
    def read_every(werte: Mapping[str, str], /, *args: P.args, **kwargs: P.kwargs) -> dict[str, V]:
        values: dict[str, V] = {}
        with every_field() as field:
            for feld, text in werte.items():
                with field():
                    values |= read({feld: text}, *args, **kwargs)
        return values

    return read_every
