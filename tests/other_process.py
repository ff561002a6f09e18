"""Python in another process: one that can be killed, that has no rights or no room to write."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).parent
DROP_CAPABILITY, OVERRIDE_RIGHTS, READ_ANYTHING = 24, 1, 2
"""Of Linux' prctl: after this even root may only write where the rights of a file say so."""


def run_python(
    code: str,
    *arguments: object,
    unprivileged: bool = False,
    largest_file: int | None = None,
    source: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``code`` to its end.

    ``unprivileged``: the rights of files and folders count, even if the tests
    run as root. ``largest_file``: bytes after which writing fails, as on a full
    disk. ``source``: take ``myk_tui`` from this folder.
    """

    def limit() -> None:
        if unprivileged and os.geteuid() == 0:
            for capability in (OVERRIDE_RIGHTS, READ_ANYTHING):
                ctypes.CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0)
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return subprocess.run(
        [sys.executable, "-B", "-c", code, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env=_environment(source),
        preexec_fn=limit,
    )


@contextmanager
def running_python(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Start ``code``, wait until it has printed its first line, and kill it at the end (SIGKILL)."""
    process = subprocess.Popen(
        [sys.executable, "-B", "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        env=_environment(None),
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline()
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def _environment(source: Path | None) -> dict[str, str]:
    path = [str(TESTS)] if source is None else [str(source), str(TESTS)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
