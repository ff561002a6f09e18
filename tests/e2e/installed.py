"""The installed program, as a user starts it."""

import os
import subprocess
import sys
from pathlib import Path

from e2e.terminal import Terminal

PROGRAM = str(Path(sys.executable).with_name("myk-tui"))


def run(home: Path, *args: str, stdin: int | None = subprocess.DEVNULL) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end, without a terminal."""
    return subprocess.run(
        [PROGRAM, *args],
        stdin=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "MYK_TUI_HOME": str(home), "LC_ALL": "C.UTF-8"},
    )


def make_file(home: Path, vorlage: str = "demo") -> Path:
    """Create a file from a template by ``myk-tui init``."""
    path = home / "abend.db"
    done = run(home, "init", "--vorlage", vorlage, "--db", str(path))
    assert (done.returncode, done.stderr) == (0, ""), done
    return path


def open_in_terminal(home: Path, *args: str, columns: int = 120, rows: int = 40, **env: str) -> Terminal:
    """Start the app in a terminal of its own."""
    return Terminal(PROGRAM, *args, columns=columns, rows=rows, env={"MYK_TUI_HOME": str(home), **env})
