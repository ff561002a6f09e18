"""What the history calls things: the name of every column and row in German, and how its values are worded.

The journal holds columns and stored values; whoever reads it needs words for all of them.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from myk_tui.domain import begriffe as b
from myk_tui.i18n import N_


class Art(Enum):
    """How a value is worded."""

    TEXT = 1
    DATUM = 2
    GELD = 3
    PROZENT = 4
    ZAHL = 5
    JA_NEIN = 6
    VERWEIS = 7
    ZEIT = 9
    OHNE_WERT = 8
    """Only that it changed: the order says nothing as a value, an internal note stays internal."""


@dataclass(frozen=True)
class Feldwort:
    """Name of a column, and how its values are worded: a kind, or the words of ``begriffe``."""

    name: str
    art: Art | type[StrEnum] = Art.TEXT


def _felder(**namen: Feldwort | str) -> dict[str, Feldwort]:
    return {column: Feldwort(name) if isinstance(name, str) else name for column, name in namen.items()}


_HERKUNFT: dict[str, Feldwort | str] = {"quelle": N_("Quelle"), "beispiel": Feldwort(N_("Beispiel"), Art.JA_NEIN)}
_INTERN = Feldwort(N_("Interne Notiz"), Art.OHNE_WERT)
_ORDNUNG = Feldwort(N_("Reihenfolge"), Art.OHNE_WERT)
_ANGENOMMEN = Feldwort(N_("Nur angenommen"), Art.JA_NEIN)


def _verweis(name: str) -> Feldwort:
    return Feldwort(name, Art.VERWEIS)


_KNOTEN: dict[str, Feldwort | str] = {
    "titel": N_("Titel"),
    "beschreibung": N_("Beschreibung"),
    "gewicht": Feldwort(N_("Gewicht"), Art.ZAHL),
    "einschaetzung": Feldwort(N_("Einschätzung der Runde"), Art.PROZENT),
    "einschaetzung_grund": N_("Grund der Einschätzung"),
    "ordnung": _ORDNUNG,
    **_HERKUNFT,
}

FELDER: dict[str, dict[str, Feldwort]] = {
    "massnahme": _felder(
        loesung_id=_verweis(N_("Lösung")),
        zielbild_id=_verweis(N_("Zielbild")),
        titel=N_("Titel"),
        beschreibung=N_("Beschreibung"),
        status=Feldwort(N_("Stand"), b.MassnahmeStatus),
        fortschritt=Feldwort(N_("Fortschritt"), Art.PROZENT),
        gewicht=Feldwort(N_("Gewicht"), Art.ZAHL),
        ordnung=_ORDNUNG,
        leitprojekt=Feldwort(N_("Leitprojekt"), Art.JA_NEIN),
        zuordnung_angenommen=Feldwort(N_("Zuordnung nur angenommen"), Art.JA_NEIN),
        ausgangslage=N_("Ausgangslage"),
        wirkungsziel=N_("Was soll sich für wen ändern?"),
        indikator=N_("Woran ist das zu messen?"),
        indikator_start=N_("Messwert am Anfang"),
        indikator_stand=N_("Messwert jetzt"),
        indikator_ziel=N_("Messwert als Ziel"),
        zuversicht=Feldwort(N_("Zuversicht von 0 bis 10"), Art.ZAHL),
        groesse=Feldwort(N_("Größe"), b.Groesse),
        ausgegeben_cent=Feldwort(N_("Ausgegeben"), Art.GELD),
        schritte_zaehlen=Feldwort(N_("Schritte ergeben den Fortschritt"), Art.JA_NEIN),
        zielgruppe=N_("Für wen?"),
        orte=N_("Orte"),
        verantwortlich=N_("Zuständig"),
        partner=N_("Mit wem zusammen?"),
        beginn=Feldwort(N_("Beginn"), Art.DATUM),
        ende=Feldwort(N_("Ende"), Art.DATUM),
        kosten_cent=Feldwort(N_("Kosten insgesamt"), Art.GELD),
        foerderung_cent=Feldwort(N_("Förderung"), Art.GELD),
        eigenanteil_cent=Feldwort(N_("Eigenanteil"), Art.GELD),
        kostenart=N_("Kostenart"),
        freigabe=Feldwort(N_("Freigabe"), b.FreigabeStand),
        freigabe_gremium=N_("Gremium der Freigabe"),
        freigabe_am=Feldwort(N_("Freigabe am"), Art.DATUM),
        verstetigung=N_("Wie geht es nach der Förderung weiter?"),
        grund=N_("Grund"),
        lernen=N_("Gelernt"),
        vorgaenger_id=_verweis(N_("Vorgänger")),
        herkunft_idee_id=_verweis(N_("Aus der Idee")),
        status_quelle=N_("Stand laut Quelle"),
        weitere_quellen=N_("Weitere Quellen"),
        hinweis=N_("Hinweis"),
        interne_notiz=_INTERN,
        **_HERKUNFT,
    ),
    "teilschritt": _felder(
        massnahme_id=_verweis(N_("Maßnahme")),
        titel=N_("Titel"),
        erledigt=Feldwort(N_("Erledigt"), Art.JA_NEIN),
        ordnung=_ORDNUNG,
    ),
    "massnahme_handlungsfeld": _felder(
        massnahme_id=_verweis(N_("Maßnahme")), handlungsfeld_id=_verweis(N_("Handlungsfeld")), angenommen=_ANGENOMMEN
    ),
    "massnahme_ort": _felder(
        massnahme_id=_verweis(N_("Maßnahme")), gebietskoerperschaft_id=_verweis(N_("Gebietskörperschaft"))
    ),
    "abhaengigkeit": _felder(
        massnahme_id=_verweis(N_("Maßnahme")), von_massnahme_id=_verweis(N_("Braucht")), notiz=N_("Notiz")
    ),
    "idee": _felder(
        titel=N_("Titel"),
        beschreibung=N_("Beschreibung"),
        status=Feldwort(N_("Stand"), b.IdeeStatus),
        herkunft=N_("Herkunft"),
        treffen_id=_verweis(N_("Treffen")),
        ideengeber_art=Feldwort(N_("Von wem?"), b.IdeengeberArt),
        ort_id=_verweis(N_("Gebietskörperschaft")),
        ort_text=N_("Ort"),
        mitwirken=Feldwort(N_("Will mitwirken"), Art.JA_NEIN),
        unterstuetzer=Feldwort(N_("Unterstützende"), Art.ZAHL),
        eingang=Feldwort(N_("Eingang"), Art.DATUM),
        dublette_von_id=_verweis(N_("Dublette von")),
        zielbild_id=_verweis(N_("Zielbild")),
        loesung_id=_verweis(N_("Lösung")),
        herkunft_massnahme_id=_verweis(N_("Zurück aus der Maßnahme")),
        zuordnung_angenommen=Feldwort(N_("Zuordnung nur angenommen"), Art.JA_NEIN),
        antwort=N_("Antwort"),
        antwort_am=Feldwort(N_("Beantwortet am"), Art.DATUM),
        groesse=Feldwort(N_("Größe"), b.Groesse),
        wieder_ab=Feldwort(N_("Kommt wieder ab"), Art.DATUM),
        interne_notiz=_INTERN,
        **_HERKUNFT,
    ),
    "idee_handlungsfeld": _felder(
        idee_id=_verweis(N_("Idee")), handlungsfeld_id=_verweis(N_("Handlungsfeld")), angenommen=_ANGENOMMEN
    ),
    "bewertung": _felder(
        kriterium_id=_verweis(N_("Kriterium")),
        idee_id=_verweis(N_("Idee")),
        massnahme_id=_verweis(N_("Maßnahme")),
        wert=Feldwort(N_("Punkte"), Art.ZAHL),
        notiz=N_("Notiz"),
    ),
    "pruefung": _felder(
        prueffrage_id=_verweis(N_("Prüffrage")),
        massnahme_id=_verweis(N_("Maßnahme")),
        antwort=Feldwort(N_("Antwort"), b.Antwort),
        notiz=N_("Notiz"),
        bis=Feldwort(N_("Bis"), Art.DATUM),
        geprueft_am=Feldwort(N_("Geprüft am"), Art.DATUM),
    ),
    "ideenpruefung": _felder(
        prueffrage_id=_verweis(N_("Prüffrage")),
        idee_id=_verweis(N_("Idee")),
        antwort=Feldwort(N_("Antwort"), b.Antwort),
        notiz=N_("Notiz"),
        geprueft_am=Feldwort(N_("Geprüft am"), Art.DATUM),
    ),
    "auftrag": _felder(
        sprint_id=_verweis(N_("Sprint")),
        sprintteam_id=_verweis(N_("Sprintteam")),
        massnahme_id=_verweis(N_("Maßnahme")),
        sprintziel=N_("Sprintziel"),
        schwerpunkt=Feldwort(N_("Schwerpunkt"), Art.JA_NEIN),
        ordnung=_ORDNUNG,
        abende_geplant=Feldwort(N_("Geplante Abende"), Art.ZAHL),
        grenze_in_arbeit=Feldwort(N_("Höchstens in Arbeit"), Art.ZAHL),
        ergebnis_spannend=N_("Spannend"),
        ergebnis_erfolg=N_("Erfolg"),
        ergebnis_stolpersteine=N_("Stolpersteine"),
        ergebnis_bedarf=N_("Gebraucht"),
        fortschritt_von=Feldwort(N_("Fortschritt am Anfang"), Art.PROZENT),
        fortschritt_vorschlag=Feldwort(N_("Fortschritt, Vorschlag"), Art.PROZENT),
        fortschritt_bis=Feldwort(N_("Fortschritt am Ende"), Art.PROZENT),
    ),
    "zwischenergebnis": _felder(
        auftrag_id=_verweis(N_("Auftrag")),
        datum=Feldwort(N_("Datum"), Art.DATUM),
        text=N_("Text"),
        im_treffen=Feldwort(N_("Im Treffen zeigen"), Art.JA_NEIN),
    ),
    "unterstuetzung": _felder(
        sprint_id=_verweis(N_("Sprint")),
        sprintteam_id=_verweis(N_("Sprintteam")),
        massnahme_id=_verweis(N_("Maßnahme")),
        art=Feldwort(N_("Art"), b.UnterstuetzungArt),
        titel=N_("Titel"),
        beschreibung=N_("Beschreibung"),
        betrag_cent=Feldwort(N_("Betrag"), Art.GELD),
        freigabe_noetig=Feldwort(N_("Freigabe nötig"), Art.JA_NEIN),
        wer=N_("Wer"),
        status=Feldwort(N_("Stand"), b.UnterstuetzungStatus),
        antwort=N_("Antwort"),
        bis=Feldwort(N_("Bis"), Art.DATUM),
        gestellt_am=Feldwort(N_("Gestellt am"), Art.DATUM),
        beantwortet_am=Feldwort(N_("Beantwortet am"), Art.DATUM),
        beispiel=Feldwort(N_("Beispiel"), Art.JA_NEIN),
    ),
    "programm": _felder(
        name=N_("Name"),
        vision=N_("Vision"),
        traeger=N_("Träger"),
        foerderprogramm=N_("Förderprogramm"),
        foerderende=Feldwort(N_("Ende der Förderung"), Art.DATUM),
        foerderquote=Feldwort(N_("Förderquote"), Art.PROZENT),
        quelle=N_("Quelle"),
        hinweis=N_("Hinweis"),
    ),
    "handlungsfeld": _felder(name=N_("Name"), ordnung=_ORDNUNG, **_HERKUNFT),
    "gebietskoerperschaft": _felder(name=N_("Name"), art=N_("Art"), ordnung=_ORDNUNG, **_HERKUNFT),
    "zielbild": _felder(untertitel=N_("Untertitel"), **_KNOTEN),
    "ziel": _felder(zielbild_id=_verweis(N_("Zielbild")), **_KNOTEN),
    "loesung": _felder(ziel_id=_verweis(N_("strategisches Ziel")), **_KNOTEN),
    "kriterium": _felder(
        name=N_("Name"),
        beschreibung=N_("Beschreibung"),
        art=Feldwort(N_("Art"), b.KriteriumArt),
        gewicht_hundertstel=Feldwort(N_("Gewicht in Hundertsteln"), Art.ZAHL),
        ordnung=_ORDNUNG,
        ruht=Feldwort(N_("Ruht"), Art.JA_NEIN),
        **_HERKUNFT,
    ),
    "prueffrage": _felder(
        kennung=N_("Kennung"),
        frage=N_("Frage"),
        art=Feldwort(N_("Art"), b.PrueffrageArt),
        grundlage=N_("Grundlage"),
        regelstand=N_("Stand der Regel"),
        ordnung=_ORDNUNG,
        ruht=Feldwort(N_("Ruht"), Art.JA_NEIN),
        quelle=N_("Quelle"),
    ),
    "sprint": _felder(
        jahr=Feldwort(N_("Jahr"), Art.ZAHL),
        quartal=Feldwort(N_("Quartal"), Art.ZAHL),
        beginn=Feldwort(N_("Beginn"), Art.DATUM),
        ende=Feldwort(N_("Ende"), Art.DATUM),
        status=Feldwort(N_("Stand"), b.SprintStatus),
        abgeschlossen_um=Feldwort(N_("Abgeschlossen"), Art.ZEIT),
    ),
    "sprintteam": _felder(
        zielbild_id=_verweis(N_("Zielbild")),
        name=N_("Name"),
        status=Feldwort(N_("Stand"), b.TeamStatus),
        abende=Feldwort(N_("Abende im Quartal"), Art.ZAHL),
        notiz=N_("Notiz"),
        zuordnung_angenommen=Feldwort(N_("Zuordnung nur angenommen"), Art.JA_NEIN),
        ordnung=_ORDNUNG,
        **_HERKUNFT,
    ),
    "person": _felder(
        name=N_("Name"),
        rolle=N_("Rolle"),
        organisation=N_("Organisation"),
        anonym=Feldwort(N_("Anonym"), Art.JA_NEIN),
    ),
    "mitglied": _felder(
        sprintteam_id=_verweis(N_("Sprintteam")),
        person_id=_verweis(N_("Person")),
        sprint_id=_verweis(N_("Sprint")),
        aufgabe=N_("Aufgabe im Team"),
    ),
    "teamquartal": _felder(
        sprintteam_id=_verweis(N_("Sprintteam")),
        sprint_id=_verweis(N_("Sprint")),
        abende=Feldwort(N_("Abende im Quartal"), Art.ZAHL),
    ),
    "teamtreffen": _felder(
        sprintteam_id=_verweis(N_("Sprintteam")),
        sprint_id=_verweis(N_("Sprint")),
        datum=Feldwort(N_("Datum"), Art.DATUM),
        notiz=N_("Notiz"),
    ),
    "aufgabe": _felder(
        auftrag_id=_verweis(N_("Auftrag")),
        titel=N_("Titel"),
        beschreibung=N_("Beschreibung"),
        spalte=Feldwort(N_("Spalte"), b.Spalte),
        ordnung=_ORDNUNG,
        wer=N_("Wer"),
        faellig=Feldwort(N_("Fällig"), Art.DATUM),
        blockiert_grund=N_("Grund der Blockade"),
        blockiert_loest=N_("Wer die Blockade lösen kann"),
        spalte_seit=Feldwort(N_("In der Spalte seit"), Art.OHNE_WERT),
        angelegt_um=Feldwort(N_("Angelegt"), Art.OHNE_WERT),
        fertig_um=Feldwort(N_("Fertig"), Art.OHNE_WERT),
        archiviert=Feldwort(N_("Archiviert"), Art.JA_NEIN),
        herkunft_aufgabe_id=_verweis(N_("Übernommen von")),
    ),
    "pruefpunkt": _felder(
        aufgabe_id=_verweis(N_("Karte")),
        titel=N_("Titel"),
        erledigt=Feldwort(N_("Erledigt"), Art.JA_NEIN),
        ordnung=_ORDNUNG,
    ),
    "treffen": _felder(
        titel=N_("Titel"),
        sprint_id=_verweis(N_("Sprint")),
        zielbild_id=_verweis(N_("Zielbild")),
        datum=Feldwort(N_("Datum"), Art.DATUM),
        beginn_geplant=N_("Geplanter Beginn"),
        ort=N_("Ort"),
        status=Feldwort(N_("Stand"), b.TreffenStatus),
        begonnen_um=Feldwort(N_("Begonnen"), Art.ZEIT),
        beendet_um=Feldwort(N_("Beendet"), Art.ZEIT),
        pause_seit=Feldwort(N_("Pause seit"), Art.ZEIT),
        pause_sekunden=Feldwort(N_("Pausen"), Art.OHNE_WERT),
        notiz=N_("Notiz"),
        interne_notiz=_INTERN,
        protokoll_version=Feldwort(N_("Fassung des Protokolls"), Art.ZAHL),
        pause_bis=Feldwort(N_("Pause bis"), Art.ZEIT),
        puls=Feldwort(N_("Fünf Finger"), Art.OHNE_WERT),
        beispiel=Feldwort(N_("Beispiel"), Art.JA_NEIN),
    ),
    "tagesordnungspunkt": _felder(
        treffen_id=_verweis(N_("Treffen")),
        art=Feldwort(N_("Art"), b.PunktArt),
        titel=N_("Titel"),
        zielbild_id=_verweis(N_("Zielbild")),
        sprintteam_id=_verweis(N_("Sprintteam")),
        minuten=Feldwort(N_("Minuten"), Art.ZAHL),
        verantwortlich=N_("Zuständig"),
        notiz=N_("Notiz"),
        interne_notiz=_INTERN,
        status=Feldwort(N_("Stand"), b.PunktStatus),
        ordnung=_ORDNUNG,
        begonnen_um=Feldwort(N_("Begonnen"), Art.ZEIT),
        beendet_um=Feldwort(N_("Beendet"), Art.ZEIT),
        sekunden=Feldwort(N_("Dauer"), Art.OHNE_WERT),
    ),
    "anwesenheit": _felder(
        treffen_id=_verweis(N_("Treffen")),
        gruppe=N_("Gruppe"),
        anzahl=Feldwort(N_("Anzahl"), Art.ZAHL),
        um=Feldwort(N_("Gezählt"), Art.ZEIT),
    ),
    "vereinbarung": _felder(
        treffen_id=_verweis(N_("Treffen")),
        titel=N_("Titel"),
        wer=N_("Wer"),
        bis=Feldwort(N_("Bis"), Art.DATUM),
        erledigt=Feldwort(N_("Erledigt"), Art.JA_NEIN),
        ordnung=_ORDNUNG,
    ),
    "parkthema": _felder(
        treffen_id=_verweis(N_("Treffen")),
        titel=N_("Titel"),
        erledigt=Feldwort(N_("Erledigt"), Art.JA_NEIN),
        ordnung=_ORDNUNG,
    ),
    "arbeitsweise": _felder(
        treffen_id=_verweis(N_("Treffen")),
        art=Feldwort(N_("Art"), b.ArbeitsweiseArt),
        titel=N_("Titel"),
        ordnung=_ORDNUNG,
    ),
    "protokollfassung": _felder(
        treffen_id=_verweis(N_("Treffen")),
        version=Feldwort(N_("Fassung"), Art.ZAHL),
        um=Feldwort(N_("Ausgegeben"), Art.ZEIT),
        inhalt=Feldwort(N_("Inhalt"), Art.OHNE_WERT),
    ),
    "neuigkeit": _felder(
        treffen_id=_verweis(N_("Treffen")),
        datum=Feldwort(N_("Datum"), Art.DATUM),
        titel=N_("Titel"),
        text=N_("Text"),
        ordnung=_ORDNUNG,
        **_HERKUNFT,
    ),
    "entscheidung": _felder(
        sprint_id=_verweis(N_("Sprint")),
        zielbild_id=_verweis(N_("Zielbild")),
        treffen_id=_verweis(N_("Treffen")),
        jahr=Feldwort(N_("Jahr"), Art.ZAHL),
        nummer=Feldwort(N_("Nummer"), Art.ZAHL),
        version=Feldwort(N_("Fassung"), Art.ZAHL),
        vorgaenger_id=_verweis(N_("Frühere Fassung")),
        status=Feldwort(N_("Stand"), b.EntscheidungStatus),
        methode=Feldwort(N_("Methode"), b.Methode),
        methode_daten=Feldwort(N_("Stimmungsbild"), Art.OHNE_WERT),
        begruendung=N_("Begründung"),
        naechster_schritt=N_("Nächster Schritt"),
        naechstes_gremium=N_("Nächstes Gremium"),
        naechster_schritt_bis=Feldwort(N_("Nächster Schritt bis"), Art.DATUM),
        vertagt_bis=Feldwort(N_("Vertagt bis"), Art.DATUM),
        beschlossen_um=Feldwort(N_("Beschlossen"), Art.ZEIT),
        frage=N_("Frage an die Runde"),
        wiedervorlage=Feldwort(N_("Wiedervorlage"), Art.DATUM),
        interne_notiz=_INTERN,
    ),
    "entscheidung_zeile": _felder(
        entscheidung_id=_verweis(N_("Entscheidung")),
        sprintteam_id=_verweis(N_("Sprintteam")),
        auftrag_id=_verweis(N_("Auftrag")),
        wahl=Feldwort(N_("Wahl"), b.Wahl),
        massnahme_id=_verweis(N_("Maßnahme")),
        idee_id=_verweis(N_("Idee")),
        loesung_id=_verweis(N_("Lösung")),
        verbleib=Feldwort(N_("Verbleib"), b.Verbleib),
        grund=N_("Grund"),
        lernen=N_("Gelernt"),
        begruendung=N_("Begründung"),
        sprintziel=N_("Sprintziel"),
        fortschritt=Feldwort(N_("Fortschritt"), Art.PROZENT),
        karten_mitnehmen=Feldwort(N_("Karten mitnehmen"), Art.JA_NEIN),
        schwerpunkt=Feldwort(N_("Schwerpunkt"), Art.JA_NEIN),
        vertagt_bis=Feldwort(N_("Vertagt bis"), Art.DATUM),
        erste_karten=N_("Erste Karten"),
        bedarf=N_("Bedarf"),
        urteil=Feldwort(N_("Sprintziel"), b.Urteil),
        urteil_grund=N_("Warum"),
        ordnung=_ORDNUNG,
    ),
}
"""Name and kind of every column of every table with content."""
