"""Every day belongs to one sprint, every number is said in words and drawn to scale."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.balken import bar_cells
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.sprintreihe import (
    Sprintangabe,
    Sprintreihe,
    Verteilung,
    Zielbildreihe,
    diagramme,
    draw,
    make_zeiten,
    names_of,
    note_of,
    spread,
)

HEUTE = date(2026, 11, 23)
DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 1))


def angabe(
    quartal: int, beginn: date | None = None, *, laeuft: bool = False, geschlossen: date | None = None
) -> Sprintangabe:
    quarter = Quartal(2026, quartal)
    return Sprintangabe(quarter, beginn or quarter.beginn, quarter.ende, laeuft, geschlossen)


def lines(reihe: Sprintreihe, number: int, width: int = 74, *, balken: bool = True) -> list[str]:
    return [
        "".join(text for text, _style in line).rstrip()
        for line in draw(reihe, diagramme(reihe)[number], width, balken=balken)
    ]


def series(count: int) -> Sprintreihe:
    """A series of closed sprints and a running one at the end."""
    first = Quartal(2024, 1)
    quarters = [first]
    while len(quarters) < count:
        quarters.append(quarters[-1].naechstes)
    sprints = make_zeiten(
        (Sprintangabe(one, one.beginn, one.ende, place == count - 1) for place, one in enumerate(quarters)),
        quarters[-1].ende,
    )
    each = tuple(range(count))
    return Sprintreihe(
        sprints,
        (Zielbildreihe("Ein Ziel", tuple(min(100, 10 * number) for number in each)),),
        tuple((number, 2 * number) for number in each),
        *[Verteilung(each)] * 5,
    )


def test_a_sprint_closed_late_keeps_its_days_until_the_next_one_begins() -> None:
    late = make_zeiten([angabe(4, date(2026, 10, 10), laeuft=True), angabe(3, geschlossen=date(2026, 10, 10))], HEUTE)
    assert [(one.beginn, one.ende) for one in late] == [
        (date(2026, 7, 1), date(2026, 10, 9)),
        (date(2026, 10, 10), HEUTE),
    ]


def test_the_last_sprint_ends_with_its_quarter_or_with_its_closing_if_that_was_later() -> None:
    assert make_zeiten([angabe(2, geschlossen=date(2026, 6, 18))], HEUTE)[0].ende == date(2026, 6, 30)
    assert make_zeiten([angabe(2, geschlossen=date(2026, 7, 3))], HEUTE)[0].ende == date(2026, 7, 3)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 6, 30), Verteilung((0, 0), 1, 0)),
        (date(2026, 7, 1), Verteilung((1, 0), 0, 0)),
        (date(2026, 9, 30), Verteilung((1, 0), 0, 0)),
        (date(2026, 10, 1), Verteilung((0, 1), 0, 0)),
        (HEUTE, Verteilung((0, 1), 0, 0)),
        (HEUTE + timedelta(days=1), Verteilung((0, 0), 1, 0)),
        (None, Verteilung((0, 0), 0, 1)),
    ],
)
def test_a_day_falls_on_the_sprint_it_lies_in(day: date | None, found: Verteilung) -> None:
    assert spread([day], make_zeiten([angabe(3), angabe(4, laeuft=True)], HEUTE)) == found


@given(st.lists(st.none() | DAYS, max_size=40), st.lists(DAYS, max_size=6), DAYS)
def test_every_day_is_counted_exactly_once(days: list[date | None], starts: list[date], heute: date) -> None:
    sprints = make_zeiten(
        (Sprintangabe(Quartal(2026, 1), start, start, place == 0) for place, start in enumerate(starts)), heute
    )
    found = spread(days, sprints)
    assert sum(found.je) + found.ausserhalb + found.ohne_tag == len(days)
    assert all(count == 0 for count, sprint in zip(found.je, sprints, strict=True) if sprint.ende < sprint.beginn)


def test_progress_says_the_change_and_why_a_value_is_missing() -> None:
    sprints = make_zeiten([angabe(1), angabe(2), angabe(3), angabe(4, laeuft=True)], HEUTE)
    sprints = (sprints[0]._replace(aufgezeichnet=False), *sprints[1:])
    reihe = Sprintreihe(sprints, (Zielbildreihe("Ein Ziel", (None, None, 40, 35)),), ((0, 0),) * 4)
    title, *rows = lines(reihe, 0)
    assert title == "Ein Ziel"
    assert [" ".join(row.split()) for row in rows[:2]] == [
        "1. Quartal 2026 nicht aufgezeichnet",
        "2. Quartal 2026 noch nicht da",
    ]
    assert rows[2].endswith("░ 40 %") and rows[3].endswith("░ 35 % (-5)")
    assert rows[3].startswith("4. Quartal 2026 ▸ läuft") and rows[2].count("█") > rows[3].count("█")
    assert any("nicht aufgezeichnet" in rule for rule in diagramme(reihe)[0].regeln)


def test_ideas_in_and_out_differ_by_shape_and_what_falls_on_no_sprint_is_said() -> None:
    reihe = Sprintreihe(
        make_zeiten([angabe(4, laeuft=True)], HEUTE),
        karten=((0, 0),),
        aufgenommen=Verteilung((8,), 2, 3),
        uebernommen=Verteilung((4,)),
        abgelehnt=Verteilung((0,), 0, 1),
        gestellt=Verteilung((0,)),
        beantwortet=Verteilung((0,)),
    )
    head, row = lines(reihe, 2)
    assert head.split() == ["█", "aufgenommen", "▒", "übernommen", "▪", "abgelehnt"]
    assert row.count("█") > row.count("▒") > 0 and "▪" not in row
    assert (
        "In keinem Sprint: aufgenommen 2 außerhalb dieser Tage, 3 ohne Tag; abgelehnt 1 ohne Tag."
        in diagramme(reihe)[2].regeln
    )
    assert not any("In keinem" in rule for rule in diagramme(reihe)[3].regeln)


@pytest.mark.parametrize("count", [1, 2, 12])
@pytest.mark.parametrize("width", [74, 92, 150])
def test_chart_and_table_say_the_same_numbers_in_lines_that_fit(count: int, width: int) -> None:
    reihe = series(count)
    for number in range(4):
        charts, tables = lines(reihe, number, width), lines(reihe, number, width, balken=False)
        assert all(len(line) <= width for line in charts + tables)
        for name in names_of(reihe):
            drawn = next(line for line in charts if line.startswith(name))
            told = next(line for line in tables if line.startswith(name))
            assert "".join(c for c in drawn if c not in "█▒▪░").split() == told.split()
    assert note_of(reihe) == "" or count == 1


def test_before_the_first_closing_it_says_what_to_do() -> None:
    assert note_of(Sprintreihe()).startswith("Noch kein Sprint: Auf dem Sprintboard (4)")
    assert note_of(series(1)).startswith("Noch ist kein Sprint abgeschlossen")


@given(st.integers(-5, 1000), st.integers(0, 1000), st.integers(1, 80))
def test_a_bar_never_hides_something_and_never_shows_nothing_as_something(count: int, most: int, cells: int) -> None:
    length = bar_cells(min(count, most), most, cells)
    assert 0 <= length <= cells and (length > 0) == (min(count, most) > 0)
