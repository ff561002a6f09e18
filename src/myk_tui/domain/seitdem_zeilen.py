"""The lines of „Seit dem letzten Treffen“: changes gathered by subject, sorted into rubrics, put into words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from myk_tui.domain.aenderungen import shortened, show_value
from myk_tui.domain.begriffe import EntscheidungStatus, MassnahmeStatus, SprintStatus
from myk_tui.domain.feldworte import FELDER, Art
from myk_tui.domain.gegenstand import EINZAHL, GEGENSTAND, MEHRZAHL
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.seitdem import Aenderung, Menge, Ort, Row, Rubrik, Zeile, above, subject_of
from myk_tui.domain.seitdem_karten import told_cards
from myk_tui.domain.zahlen import show_count
from myk_tui.domain.zielbaum import COUNTS_FULL, LEFT_OUT
from myk_tui.i18n import _

_DECIDED = EntscheidungStatus.BESCHLOSSEN.value
CARD_TABLES = ("aufgabe", "pruefpunkt")
PLACE_COLUMNS = ("loesung_id", "zielbild_id", "ziel_id")
TREE_TABLES = ("programm", "zielbild", "ziel", "loesung", "massnahme")


@dataclass
class _Gegenstand:
    """A row with all changes that are told with it.

    Attributes:
        wiederholt: those of them that were taken back and done again: what came of it says the later one.
    """

    ort: Ort
    aenderungen: list[Aenderung] = field(default_factory=list)
    wiederholt: frozenset[Ort] = frozenset()

    @property
    def eigene(self) -> Aenderung | None:
        return next((found for found in self.aenderungen if found.ort == self.ort), None)


def make_zeilen(
    changes: Iterable[Aenderung], rows: Mapping[Ort, Row], titel: Mapping[str, str]
) -> dict[str | None, list[Zeile]]:
    """Return the lines by id of their Zielbild (None: the programme), each list in the order of the report.

    ``rows`` are the rows that the way up leads through, ``titel`` the titles by id for the wording.
    """
    subjects: dict[Ort, _Gegenstand] = {}
    for change in changes:
        place = subject_place(change, rows)
        subjects.setdefault(place, _Gegenstand(place)).aenderungen.append(change)
    _gather_repeated(subjects, rows, titel)
    lines: defaultdict[str | None, list[Zeile]] = defaultdict(list)
    for subject in subjects.values():
        lines[_zielbild(subject, rows)] += _lines(subject, rows, titel)
    for found in lines.values():
        found.sort(key=lambda line: (line.rubrik, line.text.casefold()))
    return dict(lines)


def _gather_repeated(subjects: dict[Ort, _Gegenstand], rows: Mapping[Ort, Row], titel: Mapping[str, str]) -> None:
    """Put what was added, taken back and added again to the subject that it is in the end."""
    own = [each.eigene for each in subjects.values()]
    if any(change is not None and change.spurlos for change in own):
        names = {place: (_zielbild(each, rows), _auftrag_name(each, rows, titel)) for place, each in subjects.items()}
        for place, later in _repeated([change for change in own if change is not None], titel, names).items():
            if all(change.aufgehoben for change in subjects[place].aenderungen):
                subjects[later].aenderungen[:0] = subjects.pop(place).aenderungen
    for subject in subjects.values():
        subject.wiederholt = frozenset(_repeated(subject.aenderungen, titel))


def _auftrag_name(subject: _Gegenstand, rows: Mapping[Ort, Row], titel: Mapping[str, str]) -> str:
    return _auftrag(rows.get(subject.ort, {}), titel) if subject.ort[0] == "auftrag" else ""


def _repeated(
    changes: Sequence[Aenderung], titel: Mapping[str, str], besides: Mapping[Ort, object] = MappingProxyType({})
) -> dict[Ort, Ort]:
    """Return what left no trace but was done again: the row, and the later one that is called the same and is there."""
    if not any(change.spurlos for change in changes):
        return {}
    there: dict[object, Ort] = {}
    found: dict[Ort, Ort] = {}
    for change in sorted(changes, key=lambda change: change.id, reverse=True):  # ids are in the order of their making
        if change.vorher is None:
            table = change.tabelle
            words = [
                show_value(FELDER[table][column], change.zeile.get(column), titel) for column in GEGENSTAND[table][1]
            ]
            name = (table, *words, besides.get(change.ort))
            if not change.spurlos:
                there[name] = change.ort
            elif name in there:
                found[change.ort] = there[name]
    return found


def line_of(menge: Menge) -> Zeile:
    """Return the one line of what a step did to many rows: „20.000 Ideen neu durch „Tabelle eingelesen““."""
    what = _("neu") if menge.neu else _("gelöscht") if menge.geloescht else _("geändert")
    text = _("{was} {wie} durch „{schritt}“").format(
        was=counted(menge.tabelle, len(menge.orte)), wie=what, schritt=menge.schritt
    )
    if menge.zurueck:
        text = _("{was} durch „{schritt}“").format(was=counted(menge.tabelle, len(menge.orte)), schritt=menge.schritt)
        return Zeile(Rubrik.ZURUECK, text, menge.orte, menge.eintraege)
    rubric = Rubrik.NEUE_IDEEN if menge.tabelle == "idee" and menge.neu else _MENGEN.get(menge.tabelle)
    if rubric is None:
        rubric = Rubrik.NEU if menge.neu else Rubrik.GELOESCHT if menge.geloescht else Rubrik.GEAENDERT
    return Zeile(rubric, text, menge.orte + menge.vorher, menge.eintraege)


_MENGEN = {"idee": Rubrik.IDEEN, "idee_handlungsfeld": Rubrik.IDEEN, "aufgabe": Rubrik.KARTEN}


def subject_place(change: Aenderung, rows: Mapping[Ort, Row]) -> Ort:
    """Return the row a change is told with."""
    place, row = change.ort, change.zeile
    while (up := subject_of(place[0], row)) is not None:
        place, row = up, rows.get(up, {})
    return place


def _zielbild(subject: _Gegenstand, rows: Mapping[Ort, Row]) -> str | None:
    own = subject.eigene
    place: Ort | None = subject.ort
    row: Row = own.zeile if own is not None else rows.get(subject.ort, {})
    while place is not None and place[0] != "zielbild":
        place = above(place[0], row)
        row = {} if place is None else rows.get(place, {})
    return None if place is None else place[1]


def _lines(subject: _Gegenstand, rows: Mapping[Ort, Row], titel: Mapping[str, str]) -> list[Zeile]:
    table = subject.ort[0]
    if table == "auftrag" and not _left_no_trace(subject):
        cards = [change for change in subject.aenderungen if change.tabelle in CARD_TABLES]
        others = [change for change in subject.aenderungen if change.tabelle not in CARD_TABLES]
        row = rows.get(subject.ort, {})
        found = []
        if cards:
            told = f"{_auftrag(row, titel)}: {told_cards(cards, subject.wiederholt, rows)}"
            found.append(_line(Rubrik.KARTEN, told, cards))
        if others:
            found.append(_auftrag_line(_Gegenstand(subject.ort, others, subject.wiederholt), row, titel))
        return found
    own = subject.eigene
    row = own.zeile if own is not None else rows.get(subject.ort, {})
    if all(change.aufgehoben for change in subject.aenderungen):
        text = _auftrag(row, titel) if table == "auftrag" else _name(table, row, titel)
        return [_line(Rubrik.ZURUECK, text, subject.aenderungen)]
    rubric = _rubric(subject, row)
    if own is not None and (sprint := _sprint_turned(own)):
        return [_line(rubric, sprint, subject.aenderungen)]
    said = _said(subject, titel, neu=rubric in SAYS_NEW)
    text = _name(table, row, titel) + (f": {said}" if said else "")
    return [_line(rubric, text, subject.aenderungen)]


def _sprint_turned(own: Aenderung) -> str:
    """„Sprint 1. Quartal 2027 begonnen“; empty if it neither began nor ended."""
    if own.tabelle != "sprint" or own.nachher is None or "status" not in own.nachher:
        return ""
    if own.vorher is not None and not own.nachher.keys() <= {"status", "abgeschlossen_um"}:
        return ""
    name = Quartal(own.zeile["jahr"], own.zeile["quartal"]).name
    said = {
        SprintStatus.AKTIV.value: _("Sprint {name} begonnen"),
        SprintStatus.ABGESCHLOSSEN.value: "" if own.vorher is None else _("Sprint {name} abgeschlossen"),
    }
    return said.get(own.nachher["status"], "").format(name=name)


def _issued(subject: _Gegenstand) -> list[str]:
    """„Protokoll ausgegeben (Fassung 1)“ for every version of the minutes that went out."""
    found = {
        int(change.zeile["version"])
        for change in subject.aenderungen
        if change.tabelle == "protokollfassung" and not change.aufgehoben and change.nachher is not None
    }
    own = subject.eigene
    if own is not None and own.vorher is not None and own.tabelle == "treffen":
        found |= {int(version)} if (version := (own.nachher or {}).get("protokoll_version")) else set()
    return [_("Protokoll ausgegeben (Fassung {n})").format(n=number) for number in sorted(found)]


def _left_no_trace(subject: _Gegenstand) -> bool:
    own = subject.eigene
    return own is not None and own.spurlos and all(change.aufgehoben for change in subject.aenderungen)


def _line(rubric: Rubrik, text: str, changes: Sequence[Aenderung]) -> Zeile:
    return Zeile(rubric, text, tuple(change.ort for change in changes), sum(change.eintraege for change in changes))


def _rubric(subject: _Gegenstand, row: Row) -> Rubrik:
    table, own = subject.ort[0], subject.eigene
    if table == "entscheidung":
        return Rubrik.BESCHLOSSEN if row.get("status") == _DECIDED else Rubrik.GEAENDERT
    if table == "idee":
        return Rubrik.NEUE_IDEEN if own is not None and own.vorher is None and not own.aufgehoben else Rubrik.IDEEN
    if table in _RUBRICS:
        return _RUBRICS[table]
    if own is None or own.aufgehoben:
        return Rubrik.GEAENDERT
    if table in TREE_TABLES:
        return _tree_rubric(own)
    return Rubrik.GELOESCHT if own.nachher is None else Rubrik.GEAENDERT


_RUBRICS = {
    "auftrag": Rubrik.ERGEBNISSE,
    "unterstuetzung": Rubrik.UNTERSTUETZUNG,
    "sprintteam": Rubrik.TEAMS,
    "person": Rubrik.TEAMS,
    "treffen": Rubrik.TREFFEN,
    "neuigkeit": Rubrik.TREFFEN,
    "vereinbarung": Rubrik.TREFFEN,
    "parkthema": Rubrik.TREFFEN,
    "arbeitsweise": Rubrik.TREFFEN,
}


def _tree_rubric(own: Aenderung) -> Rubrik:
    if own.nachher is None:
        return Rubrik.GELOESCHT
    if own.vorher is None:
        return Rubrik.NEU
    if "status" in own.nachher:
        status = MassnahmeStatus(own.nachher["status"])
        if status in COUNTS_FULL:
            return Rubrik.FERTIG
        return Rubrik.GESTOPPT if status in LEFT_OUT else Rubrik.STAND
    if any(column in own.nachher for column in PLACE_COLUMNS):
        return Rubrik.VERSCHOBEN
    return Rubrik.STAND if "fortschritt" in own.nachher else Rubrik.GEAENDERT


def _name(table: str, row: Row, titel: Mapping[str, str]) -> str:
    if table == "sprint":
        return _("Sprint {name}").format(name=Quartal(row["jahr"], row["quartal"]).name) if row else _("Sprint")
    if table == "entscheidung":
        return decision_name(row, titel)
    name, columns = GEGENSTAND[table]
    texts = [show_value(FELDER[table][column], row.get(column), titel) for column in columns]
    quoted = _("„{name}“").format(name=" · ".join(filter(None, texts)) or "?")
    return f"{_(name)} {quoted}"


def decision_name(row: Row, titel: Mapping[str, str]) -> str:
    """Return what a decision is called, by its number if it has one."""
    about = titel.get(row.get("zielbild_id") or "", "?")
    if row.get("nummer") is None:
        return _("Entscheidung zu „{zielbild}“").format(zielbild=about)
    number = _("Beschluss {jahr}-{nummer:02d}").format(jahr=row["jahr"], nummer=row["nummer"])
    return _("{nummer} zu „{zielbild}“").format(nummer=number, zielbild=about)


SAID_OF_NEW = ("status", "art", "betrag_cent")
"""Fields whose value is said of a row that is new."""

SAYS_NEW = (Rubrik.NEU, Rubrik.NEUE_IDEEN)
"""Rubrics that say by their name that everything in them is new."""

RESULT_COLUMNS = ("ergebnis_spannend", "ergebnis_erfolg", "ergebnis_stolpersteine", "ergebnis_bedarf")

SHORT_FIELDS = ("status", "fortschritt", "freigabe", "wahl", "art", "betrag_cent", "abende", "gewicht")
"""Fields whose value before and after is said in the line; of the others only the name."""


def _said(subject: _Gegenstand, titel: Mapping[str, str], *, neu: bool = False) -> str:
    """Put a subject's changes into words; ``neu``: the rubric above says already that it is new."""
    parts: list[str] = []
    own = subject.eigene
    if own is not None and not own.aufgehoben:
        parts += _own_parts(own, titel, neu=neu)
    decided = subject.ort[0] == "entscheidung" and own is not None and own.zeile.get("status") == _DECIDED
    if decided:
        parts = []  # the number says it; what counts is what was chosen
    counts: defaultdict[str, int] = defaultdict(int)
    for change in subject.aenderungen:
        if change.ort in subject.wiederholt:
            continue
        if change.tabelle == "entscheidung_zeile" and change.nachher is not None and change.zeile.get("wahl"):
            parts.append(_choice(change.zeile, titel, zweite=_is_second(change, subject.aenderungen)))
        elif change.tabelle == "zwischenergebnis" and change.nachher is not None and not change.aufgehoben:
            parts.append(_quoted(change.zeile.get("text")))
        elif change.tabelle == "protokollfassung" and change.nachher is not None and not change.aufgehoben:
            continue  # said by its number below
        elif change is not own and not (decided and change.tabelle == "entscheidung_zeile"):
            counts[change.tabelle] += 1
    parts += _issued(subject) + [counted(table, count) for table, count in counts.items()]
    return ", ".join(parts)


def counted(table: str, count: int) -> str:
    """Write „1 Prüffrage“ or „12 Tagesordnungspunkte“."""
    word = EINZAHL.get(table, GEGENSTAND[table][0]) if count == 1 else MEHRZAHL[table]
    return f"{show_count(count)} {_(word)}"


def _quoted(text: object) -> str:
    return _("„{name}“").format(name=shortened(str(text or "")))


def _is_second(change: Aenderung, others: Sequence[Aenderung]) -> bool:
    """Whether a line of a decision is about one more Maßnahme of a team that goes on with the one it has."""
    team = change.zeile.get("sprintteam_id")
    return change.zeile.get("auftrag_id") is None and any(
        other.tabelle == change.tabelle and other.zeile.get("sprintteam_id") == team and other.zeile.get("auftrag_id")
        for other in others
    )


def _choice(row: Row, titel: Mapping[str, str], *, zweite: bool) -> str:
    """„Team Radweg: wechseln zu „Bank““."""
    chosen = titel.get(row.get("massnahme_id") or row.get("idee_id") or "", "")
    word = show_value(FELDER["entscheidung_zeile"]["wahl"], row["wahl"], titel)
    to = _(" zu „{name}“").format(name=chosen) if chosen else ""
    if zweite and chosen:
        word, to = _("zweite Maßnahme"), " " + _quoted(chosen)
    return f"{titel.get(row.get('sprintteam_id') or '', '?')}: {word}{to}"


def _own_parts(own: Aenderung, titel: Mapping[str, str], *, neu: bool) -> list[str]:
    fields = FELDER[own.tabelle]
    if own.vorher is None:
        words = [show_value(fields[column], own.zeile.get(column), titel) for column in SAID_OF_NEW if column in fields]
        told = [word for word in words if word and word != _("neu")]
        return told if neu else [_("neuer Auftrag") if own.tabelle == "auftrag" else _("neu"), *told]
    if own.nachher is None:
        return [_("gelöscht")]
    told_apart = (
        *PLACE_COLUMNS,
        *RESULT_COLUMNS,
        *(["protokoll_version"] if own.nachher.get("protokoll_version") else []),
    )
    changed = [column for column in fields if column in own.nachher and column not in told_apart]
    parts = [_moved(own, titel)] if any(column in own.nachher for column in PLACE_COLUMNS) else []
    for column in (column for column in changed if column in SHORT_FIELDS):
        before, after = (show_value(fields[column], side[column], titel) for side in (own.vorher, own.nachher))
        parts.append(f"{_(fields[column].name)}: {before or _('(leer)')} → {after or _('(leer)')}")
    for column in (column for column in RESULT_COLUMNS if own.nachher.get(column)):
        parts.append(f"{_(fields[column].name)}: {_quoted(own.nachher[column])}")
    rest = [column for column in changed if column not in SHORT_FIELDS]
    told = [
        _(fields[column].name) for column in rest if fields[column].art is not Art.OHNE_WERT or len(own.nachher) == 1
    ]
    if "status" in own.nachher:  # the moment at which a state began says nothing beside the state
        told = [_(fields[column].name) for column in rest if fields[column].art not in (Art.OHNE_WERT, Art.ZEIT)]
    if told:
        names = ", ".join(told)
        parts.append(_("geändert: {felder}").format(felder=names) if parts else names)
    return parts


def _moved(own: Aenderung, titel: Mapping[str, str]) -> str:
    """„von „A“ nach „B““: where it hung before and where it hangs now."""
    assert own.vorher is not None
    old_row = {**own.zeile, **own.vorher}
    old, new = (above(own.tabelle, row) for row in (old_row, own.zeile))
    names = [
        _("nirgends") if place is None else _("„{name}“").format(name=titel.get(place[1], "?")) for place in (old, new)
    ]
    return _("von {alt} nach {neu}").format(alt=names[0], neu=names[1])


def _auftrag(row: Row, titel: Mapping[str, str]) -> str:
    team = titel.get(row.get("sprintteam_id") or "", "?")
    sprint = titel.get(row.get("sprint_id") or "", "")
    return " · ".join(filter(None, (team, titel.get(row.get("massnahme_id") or "", "?"), sprint)))


def _auftrag_line(subject: _Gegenstand, row: Row, titel: Mapping[str, str]) -> Zeile:
    own = subject.eigene
    row = row or ({} if own is None else own.zeile)
    if all(change.aufgehoben for change in subject.aenderungen):
        return _line(Rubrik.ZURUECK, _auftrag(row, titel), subject.aenderungen)
    said = _said(subject, titel)
    return _line(Rubrik.ERGEBNISSE, f"{_auftrag(row, titel)}: {said}", subject.aenderungen)
