"""The history of a record in German words: which field went from what to what.

The journal holds columns and stored values. Here each column that belongs to a
Maßnahme or an idea has its name, and each kind of value its wording.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from itertools import takewhile
from typing import Any

from myk_tui.domain import begriffe as b
from myk_tui.domain.kalender import show_date
from myk_tui.domain.zahlen import show_euro
from myk_tui.i18n import N_, _

TEXT_SHOWN = 80
"""How many letters of a longer text are shown before and after a change."""


class Art(Enum):
    """How a value is worded."""

    TEXT = 1
    DATUM = 2
    GELD = 3
    PROZENT = 4
    ZAHL = 5
    JA_NEIN = 6
    VERWEIS = 7
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
        auftrag_id=_verweis(N_("Auftrag")), datum=Feldwort(N_("Datum"), Art.DATUM), text=N_("Text")
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
}
"""Name and kind of every column that the history of a Maßnahme or an idea can show."""

GEGENSTAND: dict[str, tuple[str, tuple[str, ...]]] = {
    "massnahme": (N_("Maßnahme"), ("titel",)),
    "massnahme_handlungsfeld": (N_("Handlungsfeld"), ("handlungsfeld_id",)),
    "massnahme_ort": (N_("Gebietskörperschaft"), ("gebietskoerperschaft_id",)),
    "abhaengigkeit": (N_("Abhängigkeit"), ("massnahme_id", "von_massnahme_id")),
    "idee": (N_("Idee"), ("titel",)),
    "idee_handlungsfeld": (N_("Handlungsfeld"), ("handlungsfeld_id",)),
    "bewertung": (N_("Punkte"), ("kriterium_id",)),
    "pruefung": (N_("Prüffrage"), ("prueffrage_id",)),
    "auftrag": (N_("Auftrag"), ("sprintteam_id", "sprint_id")),
    "zwischenergebnis": (N_("Zwischenergebnis"), ("datum", "text")),
    "unterstuetzung": (N_("Unterstützung"), ("titel",)),
}
"""What a row of a table is called, and the columns that say which one it is."""

_SAID_WHEN_NEW: dict[str, tuple[str, ...]] = {
    "bewertung": ("wert",),
    "pruefung": ("antwort",),
    "auftrag": ("sprintziel",),
    "unterstuetzung": ("art", "betrag_cent"),
}
"""What is said of a row that is added besides which one it is."""


@dataclass(frozen=True)
class Eintrag:
    """One entry of the journal.

    Attributes:
        zeile: the whole row, as far as it is known: what a change leaves out comes from the row as it is now.
        vorher: the changed columns before; None if the row was added.
        nachher: the changed columns after; None if the row was deleted.
        eigen: it is the very record the history is about, so nobody has to say which one.
    """

    tabelle: str
    zeile: Mapping[str, Any]
    vorher: Mapping[str, Any] | None
    nachher: Mapping[str, Any] | None
    eigen: bool = False


@dataclass(frozen=True)
class Verlaufsschritt:
    """One step of the history with what it changed here.

    Attributes:
        art: ``tun``, ``zurueck`` (undo) or ``wieder`` (redo).
        zeilen: one line per changed field.
    """

    nr: int
    um: datetime
    titel: str
    art: str
    zeilen: tuple[str, ...]


def describe_eintrag(eintrag: Eintrag, titel: Mapping[str, str]) -> list[str]:
    """Say what one entry of the journal did, one line per field; ``titel`` are the titles of rows by id."""
    name, which = GEGENSTAND[eintrag.tabelle]
    fields = FELDER[eintrag.tabelle]
    texts = [show_value(fields[column], eintrag.zeile.get(column), titel) for column in which]
    between = _(" braucht ") if eintrag.tabelle == "abhaengigkeit" else " · "
    row = f"{_(name)} {_in_quotes(between.join(filter(None, texts)) or '?')}"
    if eintrag.vorher is None:
        more = [
            f"{_(fields[column].name)} {show_value(fields[column], value, titel)}"
            for column in _SAID_WHEN_NEW.get(eintrag.tabelle, ())
            if (value := (eintrag.nachher or {}).get(column)) not in (None, "")
        ]
        return ["+ " + ", ".join([row, *more])]
    if eintrag.nachher is None:
        return [f"− {row}"]
    changes = [
        _change(fields[column], eintrag.vorher[column], eintrag.nachher.get(column), titel)
        for column in fields
        if column in eintrag.vorher
    ]
    if eintrag.eigen:
        return changes
    return [f"{row}, {changes[0]}"] if len(changes) == 1 else [f"{row}:", *(f"  {change}" for change in changes)]


def _change(feld: Feldwort, before: Any, after: Any, titel: Mapping[str, str]) -> str:
    if feld.art is Art.OHNE_WERT:
        return _("{feld} geändert").format(feld=_(feld.name))
    if feld.art is Art.TEXT:
        before, after = _excerpts(before or "", after or "")
    return _("{feld}: {vorher} → {nachher}").format(
        feld=_(feld.name),
        vorher=_quoted(feld, show_value(feld, before, titel)),
        nachher=_quoted(feld, show_value(feld, after, titel)),
    )


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Return two texts from where they begin to differ, if that would be cut off."""
    one, other = " ".join(before.split()), " ".join(after.split())
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if same <= TEXT_SHOWN // 2 or max(len(one), len(other)) <= TEXT_SHOWN:
        return one, other
    start = same - TEXT_SHOWN // 4
    return "…" + one[start:], "…" + other[start:]


def _quoted(feld: Feldwort, text: str) -> str:
    if not text:
        return _("(leer)")
    return _in_quotes(text) if feld.art in (Art.TEXT, Art.VERWEIS) else text


def _in_quotes(text: str) -> str:
    return _("„{name}“").format(name=text)


def show_value(feld: Feldwort, value: Any, titel: Mapping[str, str]) -> str:
    """Word a stored value; empty where there is none. Words and ids that nobody knows any more stay as they are."""
    if value is None or value == "":
        return ""
    if isinstance(feld.art, type):
        return b.label(feld.art(value)) if value in [word.value for word in feld.art] else str(value)
    if feld.art is Art.VERWEIS:
        return titel.get(value, _("nicht mehr bekannt"))
    if feld.art is Art.DATUM:
        return show_date(date.fromisoformat(value))
    if feld.art is Art.GELD:
        return show_euro(value)
    if feld.art is Art.PROZENT:
        return f"{value} %"
    if feld.art is Art.JA_NEIN:
        return _("ja") if value else _("nein")
    return shortened(str(value))


def shortened(text: str) -> str:
    """Return the beginning of a longer text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT_SHOWN else line[: TEXT_SHOWN - 1].rstrip() + "…"


def show_moment(moment: datetime) -> str:
    """Write date and time as the clock in the room shows it."""
    local = moment.astimezone()
    return f"{show_date(local.date())} {local:%H:%M}"
