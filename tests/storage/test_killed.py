import random
from pathlib import Path

import sqlalchemy as sa

from frozen_clock import FrozenClock
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.opening import open_file
from other_process import running_python

WRITE_ON_AND_ON = """
import sys
from pathlib import Path
from myk_tui.domain.clock import SystemClock
from myk_tui.errors import NothingToUndo
from myk_tui.storage import tables as t
from myk_tui.storage.opening import open_file
database = open_file(Path(sys.argv[1]), SystemClock()).database
print("offen", flush=True)
number = 0
while True:
    number += 1
    with database.write("Schritt") as writer:
        bild = writer.insert(t.zielbild, titel=f"Zielbild {number}", ordnung="V" * number)
        for place in "KV":
            writer.insert(t.ziel, zielbild_id=bild, titel="x" * 300, ordnung=place)
    if number % 5 == 0:
        database.undo()
        database.redo()
    if number % 7 == 0:
        with database.write("Umbenannt") as writer:
            writer.update(t.zielbild, bild, untertitel="umbenannt")
    print(database.last_saved.nr, flush=True)
"""


def test_a_killed_program_has_lost_nothing_that_it_had_said_was_saved(database_path: Path, clock: FrozenClock):
    dice = random.Random(20261123)
    acknowledged = 0
    for _kill in range(10):
        with running_python(WRITE_ON_AND_ON, database_path) as process:
            assert process.stdout is not None
            for _step in range(dice.randint(1, 25)):
                acknowledged = int(process.stdout.readline())
            # The kill comes at whatever place the next steps have reached; what is in the pipe by then counts too.
            process.kill()
            rest = process.stdout.read().splitlines(keepends=True)
            acknowledged = max([acknowledged, *(int(line) for line in rest if line.endswith("\n"))])
        opened = open_file(database_path, clock)
        with opened.database.read() as connection:
            last = connection.scalar(sa.select(sa.func.max(t.schritt.c.nr)))
            goals = connection.scalar(sa.select(sa.func.count()).select_from(t.ziel))
            pictures = connection.scalar(sa.select(sa.func.count()).select_from(t.zielbild))
        assert last >= acknowledged
        assert goals == 2 * pictures, "a step is there as a whole or not at all"
        assert not opened.database.read_only
        opened.close()
        found = {finding.art for finding in check_file(database_path)}
        assert not found - {"reihenfolge", "programm"}, "every run begins its places anew, and there is no programme"
