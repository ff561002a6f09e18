"""What stands in a file, read past the app that has it open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from myk_tui.domain.clock import Clock
from myk_tui.services import Services, make_services
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened


@contextmanager
def stored(path: Path, clock: Clock) -> Iterator[Services]:
    """Give the use cases on a second connection that only reads: what it sees is committed."""
    opened = Opened(Database(path, clock, read_only=True), None)
    try:
        yield make_services(opened)
    finally:
        opened.close()
