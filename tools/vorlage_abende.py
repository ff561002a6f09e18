"""Prepare and hold the meetings of the practice data; what is said there stands in ``vorlage_treffen``."""

from datetime import date

import sqlalchemy as sa

import vorlage_treffen as treffen
from myk_tui.domain.begriffe import Antwort, Wahl
from myk_tui.domain.clock import from_text, to_text
from myk_tui.domain.entscheidung import Kandidat, Zeile
from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.domain.stimmungsbild_daten import dump_bild
from myk_tui.services import Services
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from vorlage_erzaehlen import StepClock, lookup, row_id, sprint_id


def prepare(database: Database, day: date, *, again: bool = False) -> str:
    """Prepare a meeting for all three Zielbilder; with ``again`` what was put back comes first."""
    with database.write("Treffen vorbereitet") as writer:
        treffen_id = writer.insert(
            t.treffen,
            titel=treffen.TITEL,
            sprint_id=sprint_id(writer),
            datum=day.isoformat(),
            beginn_geplant="18:00",
            ort=treffen.ORTE[day.month],
            beispiel=1,
        )
        items = treffen.tagesordnung()
        if again:
            items.insert(3, ("sonstiges", treffen.ZURUECKGELEGT, None, 5, "Projektteam"))
        for key, (art, titel, wozu, minuten, wer) in zip(keys_for(len(items)), items, strict=True):
            place = {"zielbild_id": None, "sprintteam_id": None}
            if art == "entscheidung":
                place["zielbild_id"] = row_id(writer, t.zielbild, wozu)
            if art == "ergebnisse":
                place["sprintteam_id"] = row_id(writer, t.sprintteam, wozu)
            values = {"art": art, "titel": titel, "minuten": minuten, "verantwortlich": wer, "ordnung": key}
            writer.insert(t.tagesordnungspunkt, treffen_id=treffen_id, **values, **place)
    return treffen_id


def neuigkeiten(database: Database, treffen_id: str) -> None:
    """Collect the news for a meeting."""
    with database.write("Neuigkeiten gesammelt") as writer:
        for number, key in enumerate(keys_for(len(treffen.NEUIGKEITEN))):
            titel, text = treffen.NEUIGKEITEN[number]
            day = date(2026, 9, 3 + 5 * number).isoformat()
            writer.insert(
                t.neuigkeit, treffen_id=treffen_id, datum=day, titel=titel, text=text, ordnung=key, beispiel=1
            )


def pruefung(services: Services, database: Database) -> None:
    """Answer the questions of the Förderprüfung that were clear before the meeting."""
    for massnahme, answers in treffen.PRUEFUNG.items():
        massnahme_id = lookup(database, t.massnahme, massnahme)
        points = services.pruefung.load_pruefpunkte(massnahme_id)
        with database.read() as connection:
            names = {row.kennung: row.id for row in connection.execute(t.prueffrage.select())}
        for kennung, (answer, note) in answers.items():
            assert any(point.id == names[kennung] for point in points)
            services.pruefung.record_antwort(massnahme_id, names[kennung], Antwort(answer))
            if note:
                services.pruefung.record_notiz(massnahme_id, names[kennung], note)


def hold(
    services: Services, database: Database, clock: StepClock, treffen_id: str, switches: dict[str, str], *, told: bool
) -> None:
    """Hold a meeting from the first item to the closing of the sprint; with ``told`` what was said is written down."""
    with database.read() as connection:
        p = t.tagesordnungspunkt.c
        query = t.tagesordnungspunkt.select().where(p.treffen_id == treffen_id).order_by(p.ordnung)
        items = connection.execute(query).all()
    with database.write("Treffen begonnen") as writer:
        writer.update(t.treffen, treffen_id, status="laufend", begonnen_um=clock.at(treffen.VERLAUF[0][0]))
    for item, (begin, end) in zip(items, treffen.VERLAUF, strict=True):
        started = clock.at(begin)
        with database.write(f"Punkt begonnen: {item.titel}") as writer:
            writer.update(t.tagesordnungspunkt, item.id, status="laufend", begonnen_um=started)
        if told and item.art == "ankommen":
            _anwesenheit(database, clock, treffen_id)
        if told and item.art == "arbeitsweise":
            _rows(database, t.arbeitsweise, treffen_id, [{"art": a, "titel": s} for a, s in treffen.ARBEITSWEISE])
        if item.art == "entscheidung":
            clock.at(end)
            _decide(services, database, item.zielbild_id, switches, treffen_id, told=told)
        if told and item.art == "zusammenfassung":
            _end_of_evening(database, treffen_id)
        if item.art == "zusammenfassung":
            services.entscheidung.close_sprint()
        finished = clock.at(end)
        seconds = int((from_text(finished) - from_text(started)).total_seconds())
        texts = {"notiz": treffen.NOTIZEN.get(item.titel, ""), "interne_notiz": treffen.INTERN.get(item.titel, "")}
        with database.write(f"Punkt erledigt: {item.titel}") as writer:
            values = {"status": "erledigt", "beendet_um": finished, "sekunden": seconds}
            writer.update(t.tagesordnungspunkt, item.id, **values, **(texts if told else {}))
    with database.write("Treffen beendet") as writer:
        texts = {"notiz": treffen.TREFFEN_NOTIZ, "interne_notiz": treffen.TREFFEN_INTERN} if told else {}
        ended = {"status": "beendet", "beendet_um": to_text(clock.now()), "pause_sekunden": treffen.PAUSE}
        writer.update(t.treffen, treffen_id, **ended, **texts)


def _anwesenheit(database: Database, clock: StepClock, treffen_id: str) -> None:
    with database.write("Anwesende gezählt") as writer:
        for gruppe, anzahl, um in treffen.ANWESEND:
            writer.insert(t.anwesenheit, treffen_id=treffen_id, gruppe=gruppe, anzahl=anzahl, um=clock.at(um))


def _end_of_evening(database: Database, treffen_id: str) -> None:
    agreed = [
        {"titel": titel, "wer": wer, "bis": date(2026, *bis).isoformat()} for titel, wer, bis in treffen.VEREINBARUNGEN
    ]
    _rows(database, t.vereinbarung, treffen_id, agreed)
    _rows(database, t.parkthema, treffen_id, [{"titel": titel} for titel in treffen.PARKTHEMEN])
    with database.write("Punkt vertagt") as writer:
        p = t.tagesordnungspunkt.c
        query = t.tagesordnungspunkt.select().where(p.treffen_id == treffen_id)
        last = max(row.ordnung for row in writer.connection.execute(query))
        writer.insert(
            t.tagesordnungspunkt,
            treffen_id=treffen_id,
            art="sonstiges",
            titel=treffen.ZURUECKGELEGT,
            minuten=5,
            verantwortlich="Projektteam",
            status="vertagt",
            ordnung=key_at([last], 1),
        )


def _rows(database: Database, table: sa.Table, treffen_id: str, rows: list[dict[str, str]]) -> None:
    with database.write("Im Treffen notiert") as writer:
        for row, key in zip(rows, keys_for(len(rows)), strict=True):
            writer.insert(table, treffen_id=treffen_id, ordnung=key, **row)


def _decide(
    services: Services,
    database: Database,
    zielbild_id: str,
    switches: dict[str, str],
    treffen_id: str,
    *,
    told: bool,
) -> None:
    services.entscheidung.begin_entscheidung(zielbild_id)
    abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None
    decision = next(each for each in abschluss.entscheidungen if each.zielbild_id == zielbild_id)
    for zeile in decision.zeilen:
        _choose(services, database, zeile, switches)
    with database.write("Stimmung festgehalten") as writer:
        values = {"treffen_id": treffen_id, **(_methode(decision.zielbild) if told else {})}
        writer.update(t.entscheidung, decision.id, **values)
    services.entscheidung.decide(zielbild_id)


def _methode(zielbild: str) -> dict[str, str | None]:
    told = treffen.METHODEN[zielbild]
    step, body, until = told["schritt"]
    return {
        "methode": told["bild"].methode.value,
        "methode_daten": dump_bild(told["bild"]),
        "begruendung": told["begruendung"],
        "naechster_schritt": step,
        "naechstes_gremium": body,
        "naechster_schritt_bis": None if until is None else date(2026, *until).isoformat(),
    }


def _choose(services: Services, database: Database, zeile: Zeile, switches: dict[str, str]) -> None:
    assert zeile.alt is not None
    werte = {"fortschritt": str(min(80, zeile.alt.fortschritt + 25))}
    werte |= {"urteil": "erreicht" if zeile.team in switches else "teilweise"}
    if zeile.team in switches:
        new = switches[zeile.team]
        neu = Kandidat(lookup(database, t.massnahme, new), "massnahme", new, "")
        services.entscheidung.record_wahl(zeile.id, Wahl.WECHSELN, neu)
        werte |= {
            "begruendung": "Der Melder läuft; für die Mitfahrbänke haben drei Orte gefragt.",
            "verbleib": "laufender_betrieb",
            "grund": "Die Bauhöfe führen die Meldungen selbst weiter.",
            "lernen": "Früh mit denen sprechen, die später damit arbeiten.",
            "sprintziel": treffen.GOALS[new],
        }
    else:
        services.entscheidung.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
        werte |= {"begruendung": "Die Arbeit trägt Früchte.", "sprintziel": treffen.GOALS[zeile.alt.massnahme]}
    services.entscheidung.record_zeile(zeile.id, werte)
