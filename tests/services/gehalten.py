"""A meeting that was held, with a decision and a bit of everything, for the tests of its minutes."""

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.clock import to_text
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database

SECRET = "Nur für die Moderation"


def held(database: Database, region: Region, clock: FrozenClock, title: str = "Herbsttreffen") -> str:
    """Hold a meeting with a decision on the first Zielbild and a bit of everything; returns its id."""
    with database.write("Treffen beginnt") as writer:
        meeting = writer.insert(
            t.treffen,
            titel=title,
            sprint_id=region.sprint,
            datum="2026-11-23",
            ort=title,
            status="laufend",
            begonnen_um=to_text(clock.now()),
            interne_notiz=SECRET,
        )
        writer.insert(t.anwesenheit, treffen_id=meeting, gruppe="Bürgerinnen und Bürger", anzahl=12)
        writer.insert(
            t.tagesordnungspunkt,
            treffen_id=meeting,
            titel=title,
            minuten=10,
            sekunden=540,
            status="erledigt",
            ordnung="V",
            interne_notiz=SECRET,
        )
        writer.insert(t.vereinbarung, treffen_id=meeting, titel=title, wer="Projektteam", bis="2026-12-01", ordnung="V")
        writer.insert(t.parkthema, treffen_id=meeting, titel="Beleuchtung", ordnung="V")
        writer.insert(t.arbeitsweise, treffen_id=meeting, titel="Pünktlich anfangen", ordnung="V")
        writer.insert(t.neuigkeit, treffen_id=meeting, titel="Besuch", text="aus Olpe", ordnung="V")
    decide(database, region)
    clock.tick(hours=2)
    with database.write("Treffen endet") as writer:
        writer.update(t.treffen, meeting, status="beendet", beendet_um=to_text(clock.now()))
    return meeting


def decide(database: Database, region: Region) -> None:
    wizard, mood = EntscheidungService(database), StimmungsbildService(database)
    wizard.begin_entscheidung(region.zielbilder[0])
    abschluss = wizard.load_sprintabschluss()
    assert abschluss is not None
    decision = abschluss.entscheidungen[0]
    assert decision.id is not None
    wizard.record_wahl(decision.zeilen[0].id, Wahl.WEITERVERFOLGEN)
    wizard.record_zeile(decision.zeilen[0].id, {"sprintziel": "Drei Bänke stehen"})
    mood.choose_methode(decision.id, Methode.HANDZEICHEN)
    mood.record_werte(decision.id, {"option-0-0": "9", "option-0-1": "2", "option-0-2": "1"})
    mood.reveal(decision.id)
    texts = BeschluesseService(database)
    texts.record_text(decision.id, {"begruendung": "Es läuft gut.", "interne_notiz": SECRET})
    texts.record_schritt(decision.id, {"was": "Freigabe beantragen", "gremium": "Kreisausschuss", "bis": "1.12.2026"})
    wizard.decide(region.zielbilder[0])
