"""The overview as a cockpit: what to do before, during and after the meeting."""

from dataclasses import replace
from datetime import date

from myk_tui.domain.kalender import Quartal
from myk_tui.domain.sprintboard import SprintRef
from myk_tui.domain.uebersicht import Treffenhinweis, Uebersicht, ZielbildStand
from myk_tui.screens.uebersicht_zeilen import FRESH_DAYS, next_steps, overview_lines

QUARTER = Quartal(2026, 4)
SPRINT = SprintRef("s", QUARTER, QUARTER.beginn, QUARTER.ende, aktiv=True)
ZIELBILDER = tuple(ZielbildStand(str(number), f"Zielbild {number}", "", 0, None, 1, 0, (), "") for number in range(3))
STAND = Uebersicht("Region", "", SPRINT, 30, None, None, ZIELBILDER, 0, 0, 0, entschieden=0)
PLANNED = Treffenhinweis("Herbst", laeuft=False, datum=date(2026, 12, 8))
RUNNING = Treffenhinweis("Herbst", laeuft=True, datum=None, punkt="Ankommen")


def steps(**changes: object) -> list[str]:
    return [text for text, _place in next_steps(replace(STAND, **changes))]  # type: ignore[arg-type]


def places(**changes: object) -> list[str]:
    return [place for _text, place in next_steps(replace(STAND, **changes))]  # type: ignore[arg-type]


def test_without_a_sprint_the_first_one_is_begun() -> None:
    assert places(sprint=None) == ["sprintboard"]


def said(**changes: object) -> list[str]:
    stand = replace(STAND, **changes)  # type: ignore[arg-type]
    return ["".join(text for text, _style in line.stuecke) for line in overview_lines(stand)]


def test_a_sprint_that_has_not_begun_says_when_it_begins() -> None:
    assert said()[0] == "Sprint 4. Quartal 2026 · bis 31.12.2026 · noch 30 Tage"
    assert said(tage=91)[0] == "Sprint 4. Quartal 2026 · bis 31.12.2026 · noch 91 Tage"
    assert said(tage=92)[0] == "Sprint 4. Quartal 2026 · beginnt am 01.10.2026 · bis 31.12.2026"
    assert said(tage=0)[0].endswith("endet heute")
    assert said(tage=-2)[0].endswith("seit 2 Tagen vorbei")


def test_without_a_sprint_none_is_counted_as_the_present_one() -> None:
    left: dict[str, object] = {"sprints_uebrig": 5, "foerderende": date(2027, 12, 31)}
    assert said(**left)[1] == "Mit diesem noch 5 Sprints bis Förderende 31.12.2027"
    assert said(sprint=None, **left)[:2] == ["Noch kein Sprint begonnen", "Noch 5 Sprints bis Förderende 31.12.2027"]
    assert said(sprint=None, **{**left, "sprints_uebrig": 1})[1] == "Noch 1 Sprint bis Förderende 31.12.2027"


def test_before_a_meeting_it_is_prepared_then_decided() -> None:
    assert steps(treffen=PLANNED) == [
        "Treffen am 08.12.2026 vorbereiten (6), Handzettel (p)",
        "im Review je Zielbild entscheiden, wie es weitergeht",
    ]


def test_without_a_planned_meeting_one_is_prepared() -> None:
    assert steps()[0] == "das nächste Treffen vorbereiten (6, dann N)"


def test_a_sprint_that_has_just_begun_asks_for_no_decision() -> None:
    assert places(tage=46, treffen=PLANNED) == ["treffen"]
    assert places(tage=45, treffen=PLANNED) == ["treffen", "entscheidung"]
    assert places(tage=46, entschieden=1) == ["entscheidung", "treffen"]


def test_during_a_meeting_its_item_stands_first() -> None:
    assert steps(treffen=RUNNING)[0] == "das Treffen läuft, gerade „Ankommen“"
    decided = replace(RUNNING, punkt="Entscheidung: Wege", entschieden=True)
    assert steps(treffen=decided)[0] == "im Treffen weiter (6, Eingabe), entschieden ist „Entscheidung: Wege“"
    assert places(treffen=RUNNING, entschieden=3) == ["treffen", "entscheidung"]


def test_after_a_meeting_the_minutes_come_first_and_later_last() -> None:
    fresh = places(ohne_protokoll="Herbst", protokoll_tage=1, treffen=PLANNED)
    assert fresh == ["protokoll", "treffen", "entscheidung"]
    late = places(ohne_protokoll="Herbst", protokoll_tage=FRESH_DAYS + 1, treffen=PLANNED)
    assert late == ["treffen", "entscheidung", "protokoll"]


def test_what_is_begun_is_finished_before_the_next_meeting_is_prepared() -> None:
    assert steps(entschieden=2, treffen=PLANNED)[0] == "weiter entscheiden (2 von 3 Zielbildern fertig)"
    assert steps(entschieden=3)[0] == "alle Zielbilder sind entschieden – den Sprint abschließen"


def test_overdue_agreements_are_named() -> None:
    assert steps(ueberfaellig=2)[-1] == "2 Vereinbarungen sind überfällig"
