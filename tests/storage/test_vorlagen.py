"""The templates in the package, and the practice data that are always of today."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any

import pytest

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.clock import from_text
from myk_tui.domain.kalender import Quartal, quartal_of
from myk_tui.domain.stimmungsbild_daten import read_bild
from myk_tui.storage import tables as t
from myk_tui.storage.snapshot import Dokument, Snapshot, encode_rows, read_snapshot
from myk_tui.storage.vorlagen import VORLAGEN, Zeitkarte, load_vorlage, shift_to_today

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def packaged(name: str) -> Dokument:
    document: Dokument = json.loads((files("myk_tui") / "vorlagen" / f"{name}.json").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def demo() -> Dokument:
    return packaged("demo")


@pytest.fixture(scope="module")
def myk10() -> dict[str, list[dict[str, Any]]]:
    return packaged("myk10")["daten"]


# --- what is in them ----------------------------------------------------------------


@pytest.mark.parametrize("name", VORLAGEN)
def test_every_template_is_a_snapshot_that_is_accepted(name: str) -> None:
    snapshot = load_vorlage(name, NOW, NOW.date())
    assert read_snapshot(encode_rows(snapshot.rows)).rows == snapshot.rows


def test_the_strategy_has_what_is_public_and_leaves_empty_what_is_not(
    myk10: dict[str, list[dict[str, Any]]],
) -> None:
    counts = {name: len(rows) for name, rows in myk10.items() if rows}
    assert counts == {
        **{"programm": 1, "handlungsfeld": 10, "gebietskoerperschaft": 10, "zielbild": 3, "sprintteam": 3},
        **{"massnahme": 22, "massnahme_ort": 12, "idee": 8, "idee_handlungsfeld": 7},
        **{"kriterium": 6, "prueffrage": 25},
    }
    assert myk10["programm"][0]["vision"] == ""
    assert not any(row["beispiel"] for table in ("massnahme", "idee", "zielbild") for row in myk10[table])


def test_every_fact_names_its_source(myk10: dict[str, list[dict[str, Any]]]) -> None:
    for name, rows in myk10.items():
        if "quelle" in t.BY_NAME[name].columns:
            for row in rows:
                assert all(source.startswith("https://") for source in row["quelle"].split()), (name, row)
                assert row["quelle"], (name, row)


def test_a_link_that_is_only_inferred_is_marked(myk10: dict[str, list[dict[str, Any]]]) -> None:
    for row in myk10["massnahme"] + myk10["sprintteam"]:
        assert row["zuordnung_angenommen"] == (row["zielbild_id"] is not None)
    assert Counter(row["angenommen"] for row in myk10["idee_handlungsfeld"]) == {0: 2, 1: 5}


def test_a_massnahme_keeps_the_wording_of_its_source_beside_the_status(
    myk10: dict[str, list[dict[str, Any]]],
) -> None:
    found = {row["titel"]: (row["status"], row["status_quelle"]) for row in myk10["massnahme"]}
    assert found["MeinMYK-App"] == ("eingestellt", "2025 eingestellt")
    assert found["Youth Connect"] == ("abgeschlossen", "abgeschlossen (Ende 2024)")
    assert found["Engagement-Plattform"] == ("wartet_auf_freigabe", "angekündigt; Kreisausschuss befasst")
    assert found["Kommunale Datenplattform"] == ("laufender_betrieb", "2023 beigetreten")
    assert all(wording for _status, wording in found.values())


def test_what_became_part_of_something_else_is_finished_and_says_so(myk10: dict[str, list[dict[str, Any]]]) -> None:
    row = next(row for row in myk10["massnahme"] if "aufgegangen" in row["status_quelle"])
    assert row["status"] == "abgeschlossen"
    assert "Telemedizinischen Zentrum" in row["hinweis"]


def test_the_questions_have_their_types_and_a_basis(myk10: dict[str, list[dict[str, Any]]]) -> None:
    assert Counter(row["art"] for row in myk10["prueffrage"]) == {"K": 10, "H": 9, "N": 6}
    assert all(re.search(r"belegt|gefolgert", row["grundlage"]) for row in myk10["prueffrage"])
    assert not any("[" in row["grundlage"] for row in myk10["prueffrage"])


def test_the_empty_programme_is_empty() -> None:
    rows = load_vorlage("leer", NOW, NOW.date()).rows
    assert {name: len(found) for name, found in rows.items() if found} == {"programm": 1}
    assert rows["programm"][0]["name"] == "Neues Programm"


def test_what_is_invented_in_the_practice_data_is_marked(demo: Dokument) -> None:
    real = {row["id"] for rows in packaged("myk10")["daten"].values() for row in rows}
    for name in ("ziel", "loesung", "massnahme", "idee", "sprintteam", "unterstuetzung", "treffen", "neuigkeit"):
        for row in demo["daten"][name]:
            assert row["id"] in real or row["beispiel"] == 1, (name, row)


def test_the_practice_data_are_ready_for_a_review(demo: Dokument) -> None:
    assert Counter(row["status"] for row in demo["daten"]["sprint"]) == {"abgeschlossen": 2, "aktiv": 1}
    assert len(demo["daten"]["idee"]) >= 12
    assert demo["daten"]["aufgabe"] and demo["daten"]["unterstuetzung"]


def test_every_decision_of_the_practice_data_was_counted_to_the_end(demo: Dokument) -> None:
    for row in demo["daten"]["entscheidung"]:
        bild = read_bild(row["methode"], row["methode_daten"])
        assert bild.vollstaendig or bild.methode is Methode.OHNE, row["nummer"]


def test_the_practice_data_have_a_finished_meeting_of_the_last_sprint_and_a_prepared_one(demo: Dokument) -> None:
    daten = demo["daten"]
    sprints = {row["id"]: row["status"] for row in daten["sprint"]}
    meetings = sorted(daten["treffen"], key=lambda row: row["datum"])
    assert [row["status"] for row in meetings] == ["beendet", "beendet", "geplant"]
    last, prepared = meetings[1:]
    assert (sprints[last["sprint_id"]], sprints[prepared["sprint_id"]]) == ("abgeschlossen", "aktiv")
    decided = [row for row in daten["entscheidung"] if row["treffen_id"] == last["id"]]
    assert {row["methode"] for row in decided} == {"konsent", "mehrpunktabfrage", "handzeichen"}
    assert all(row["nummer"] and row["begruendung"] and row["naechster_schritt"] for row in decided)
    for name in ("anwesenheit", "vereinbarung", "parkthema", "arbeitsweise", "neuigkeit"):
        assert any(row["treffen_id"] == last["id"] for row in daten[name]), name
    items = [row for row in daten["tagesordnungspunkt"] if row["treffen_id"] == last["id"]]
    assert sum(row["minuten"] for row in items if row["status"] == "erledigt") == 120
    assert all(
        row["sekunden"] == (from_text(row["beendet_um"]) - from_text(row["begonnen_um"])).seconds
        for row in items
        if row["status"] == "erledigt"
    )
    assert all(row["status"] == "offen" for row in daten["tagesordnungspunkt"] if row["treffen_id"] == prepared["id"])


def test_balance_ranking_steps_and_measured_values_can_be_rehearsed(demo: Dokument) -> None:
    daten = demo["daten"]
    examples = {row["id"]: row for row in daten["massnahme"] if row["beispiel"]}
    assert len({row["massnahme_id"] for row in daten["massnahme_handlungsfeld"]}) >= 15
    assert all(row["angenommen"] or row["massnahme_id"] in examples for row in daten["massnahme_handlungsfeld"])
    assert daten["abhaengigkeit"] and daten["teilschritt"]
    for column in ("kosten_cent", "ausgegeben_cent", "indikator_ziel", "zuversicht", "groesse"):
        assert any(row[column] for row in examples.values()), column
        assert not any(row[column] for row in daten["massnahme"] if not row["beispiel"]), column
    knockout = [row for row in daten["kriterium"] if row["art"] == "ko"]
    assert [row["name"][:8] for row in knockout] == ["Beispiel"]
    assert len({row["idee_id"] for row in daten["bewertung"]}) == 6


def test_every_team_of_the_practice_data_has_members_evenings_and_meetings_in_every_quarter(demo: Dokument) -> None:
    daten = demo["daten"]
    for team in daten["sprintteam"]:
        for sprint in daten["sprint"]:
            own = {
                name: [r for r in daten[name] if (r["sprintteam_id"], r["sprint_id"]) == (team["id"], sprint["id"])]
                for name in ("mitglied", "teamquartal", "teamtreffen", "auftrag")
            }
            assert 3 <= len(own["mitglied"]) <= 5, team["name"]
            assert own["teamquartal"][0]["abende"] >= len(own["teamtreffen"]) >= 3, team["name"]
            assert all(row["abende_geplant"] for row in own["auftrag"]), team["name"]
            assert all(sprint["beginn"] <= row["datum"] <= sprint["ende"] for row in own["teamtreffen"])


def test_the_members_of_the_practice_data_are_roles_and_marked(demo: Dokument) -> None:
    for person in demo["daten"]["person"]:
        assert person["organisation"].endswith("(Beispiel)"), person


def test_the_ledger_of_the_practice_data_has_every_kind_and_answers(demo: Dokument) -> None:
    rows = demo["daten"]["unterstuetzung"]
    assert {row["art"] for row in rows} == {"organisatorisch", "inhaltlich", "methodisch", "finanziell"}
    assert {row["status"] for row in rows} >= {"offen", "erledigt", "abgelehnt"}
    assert any(row["betrag_cent"] and row["freigabe_noetig"] for row in rows if row["status"] == "offen")


# --- always of today ----------------------------------------------------------------


def every_day() -> Iterator[date]:
    day = date(2025, 1, 1)
    while day.year <= 2030:
        yield day
        day += timedelta(days=1)


STORY = Quartal(2026, 4)
STAND = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)


def test_first_and_last_days_of_quarters_stay_first_and_last_days_on_every_day_of_six_years() -> None:
    for today in every_day():
        karte = Zeitkarte(STORY, STAND, datetime(today.year, today.month, today.day, 18, tzinfo=UTC), today)
        there, here = quartal_of(today), STORY
        for _back in range(8):
            assert (karte.day(here.beginn), karte.day(here.ende)) == (there.beginn, there.ende)
            assert karte.quartal(here) == there
            here, there = here.voriges, there.voriges


def test_no_day_and_no_moment_overtakes_another_on_any_day_of_six_years() -> None:
    days = [STORY.voriges.beginn + timedelta(days=number) for number in range(0, 280, 3)]
    for today in every_day():
        now = datetime(today.year, today.month, today.day, 9, 30, 5, 123_456, tzinfo=UTC)
        karte = Zeitkarte(STORY, STAND, now, today)
        moved = [karte.day(day) for day in days]
        assert moved == sorted(moved)
        moments = [karte.moment(datetime(day.year, day.month, day.day, 16, tzinfo=UTC)) for day in days]
        assert moments == sorted(moments)
        assert karte.day(STAND.date()) == today
        assert karte.moment(STAND) <= now < karte.moment(STAND) + timedelta(milliseconds=1)


@pytest.mark.parametrize("offset", range(-12, 15))
def test_where_the_wall_shows_another_day_than_utc_nothing_lies_after_now(offset: int) -> None:
    for begin in (date(2027, 1, 1), date(2028, 4, 1), date(2026, 10, 1)):
        for minutes in range(-90, 91, 15):
            wall = datetime(begin.year, begin.month, begin.day) + timedelta(minutes=minutes)
            now = (wall - timedelta(hours=offset)).replace(tzinfo=UTC)
            karte = Zeitkarte(STORY, STAND, now, wall.date())
            moments = [STAND - timedelta(hours=hours) for hours in range(0, 5_000, 7)]
            moved = [karte.moment(moment) for moment in moments]
            assert moved == sorted(moved, reverse=True)
            assert max(moved) <= now
            assert min(karte.moment(STAND + timedelta(days=days)) for days in range(1, 200)) >= now


def test_a_story_has_to_stand_in_its_active_quarter() -> None:
    with pytest.raises(ValueError, match="active quarter"):
        Zeitkarte(STORY, datetime(2027, 1, 2, tzinfo=UTC), NOW, NOW.date())


def some_days() -> list[date]:
    random = Random(2030)
    edges = [day for day in every_day() if day in (quartal_of(day).beginn, quartal_of(day).ende)]
    return sorted(random.sample(list(every_day()), 40) + random.sample(edges, 12))


@pytest.mark.parametrize("today", some_days(), ids=str)
def test_the_practice_data_hold_together_on_any_day(demo: Dokument, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 18, 0, tzinfo=UTC)
    moved = shift_to_today(demo, now, today)
    snapshot = read_snapshot(encode_rows(moved["daten"]))  # unique numbers, valid dates, and so on
    active = [row for row in snapshot.rows["sprint"] if row["status"] == "aktiv"]
    here = quartal_of(today)
    assert [(row["jahr"], row["quartal"]) for row in active] == [(here.jahr, here.quartal)]
    for row in snapshot.rows["sprint"]:
        quartal = Quartal(row["jahr"], row["quartal"])
        assert (row["beginn"], row["ende"]) == (quartal.beginn.isoformat(), quartal.ende.isoformat())
    assert all(from_text(row["um"]) <= now for row in snapshot.rows["schritt"])
    order = sorted(zip([row["um"] for row in demo["daten"]["schritt"]], steps_of(snapshot), strict=True))
    assert [moved for _old, moved in order] == sorted(steps_of(snapshot))
    assert replayed(snapshot) == contents_of(snapshot)


def steps_of(snapshot: Snapshot) -> list[str]:
    return [row["um"] for row in snapshot.rows["schritt"]]


def contents_of(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    return {f"{table.name}/{row['id']}": row for table in t.ENTITIES for row in snapshot.rows[table.name]}


def replayed(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Go back through the whole journal and forward again: it has to fit to the rows all the way."""
    rows = contents_of(snapshot)
    for forward in (False, True):
        entries = snapshot.rows["journal"] if forward else reversed(snapshot.rows["journal"])
        for entry in entries:
            old, new = (None if entry[side] is None else json.loads(entry[side]) for side in ("vorher", "nachher"))
            if not forward:
                old, new = new, old
            key = f"{entry['tabelle']}/{entry['zeile_id']}"
            assert old is None or rows[key].items() >= old.items()
            assert old is not None or key not in rows
            if new is None:
                del rows[key]
            else:
                rows[key] = {**rows.get(key, {}), **new}
    return rows


def test_names_of_sprints_in_the_history_move_along(demo: Dokument) -> None:
    assert any("2. Quartal 2026" in row["titel"] for row in demo["daten"]["schritt"])
    titles = [
        row["titel"] for row in shift_to_today(demo, NOW.replace(year=2028), date(2028, 2, 1))["daten"]["schritt"]
    ]
    assert any("3. Quartal 2027" in titel for titel in titles)
    assert not any("Quartal 2026" in titel for titel in titles)


def test_a_meeting_of_the_practice_data_keeps_its_times_on_the_wall(demo: Dokument) -> None:
    for today in some_days():
        now = datetime(today.year, today.month, today.day, 18, 0, tzinfo=UTC)
        for row in shift_to_today(demo, now, today)["daten"]["treffen"]:
            if row["begonnen_um"]:
                begun, ended = (from_text(row[name]).astimezone() for name in ("begonnen_um", "beendet_um"))
                assert begun.date().isoformat() == row["datum"]
                assert (f"{begun:%H:%M}", f"{ended:%H:%M}") == ("18:04", "20:09")


def test_a_template_without_an_active_sprint_cannot_be_moved(demo: Dokument) -> None:
    with pytest.raises(ValueError, match="active sprint"):
        shift_to_today({**demo, "daten": {**demo["daten"], "sprint": []}}, NOW, NOW.date())


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError):
        load_vorlage("gibtsnicht", NOW, NOW.date())
