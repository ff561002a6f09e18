import os

import pytest


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[os.stat_result]:
    """What was made durable, in order, as it was at that moment; a disk cannot be asked."""
    seen: list[os.stat_result] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        seen.append(os.fstat(descriptor))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    return seen
