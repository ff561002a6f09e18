"""The page of the wizard on which the round is asked: method, numbers, reveal."""

from textual.binding import Binding, BindingType
from textual.content import Content

from myk_tui.domain.begriffe import Methode, choices
from myk_tui.domain.stimmungsbild import (
    Stimmungsbild,
    help_text,
    points_against_ties,
    points_by_half,
    show_werte,
)
from myk_tui.domain.stimmungsbild_ergebnis import notes, results, rule_of
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.widgets.text import bar, plain, styled, wrap

BAR_WIDTH = 20
COUNTED = (Methode.HANDZEICHEN, Methode.PUNKTE, Methode.KONSENSIEREN, Methode.KRITERIEN)
ACTIONS = ("methode", "regel", "zahlen", "aufdecken", "einwand", "einwand_loesen")


class Stimmungsseite(MykScreen):
    """What the wizard does on its page „Stimmungsbild“; the wizard says which decision it is about."""

    BINDINGS: list[BindingType] = [
        Binding("m", "methode", _("Methode"), tooltip=_("Wie die Runde gefragt wird."), id="stimmung.methode"),
        Binding(
            "r", "regel", _("Regel"), tooltip=_("Anwesende, Punkte je Person, was zur Wahl steht."), id="stimmung.regel"
        ),
        Binding("z", "zahlen", _("zählen"), tooltip=_("Die gezählten Summen eintragen."), id="stimmung.zahlen"),
        Binding("a", "aufdecken", _("aufdecken"), tooltip=_("Das Ergebnis allen zeigen."), id="stimmung.aufdecken"),
        Binding("n", "einwand", _("Einwand"), tooltip=_("Einen Einwand festhalten."), id="stimmung.einwand"),
        Binding(
            "l",
            "einwand_loesen",
            _("Einwand lösen"),
            tooltip=_("Festhalten, wie ein Einwand gelöst wurde; leer lassen entfernt ihn."),
            id="stimmung.loesen",
        ),
    ]

    @property
    def stimmung_offen(self) -> str | None:
        """Id of the decision whose Stimmungsbild can be changed now; None on other pages."""
        raise NotImplementedError

    def stimmung_action(self, action: str) -> bool:
        """Whether a key of this page does something now."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return False
        bild = self.services.stimmungsbild.load_bild(decision_id)
        if action in ("regel", "aufdecken"):
            return bild.methode in COUNTED and (action == "regel" or (bild.vollstaendig and not bild.aufgedeckt))
        if action == "zahlen":
            return bild.methode is not Methode.OHNE and (bool(bild.optionen) or bild.methode is Methode.KONSENT)
        if action in ("einwand", "einwand_loesen"):
            return bild.methode is Methode.KONSENT and (action == "einwand" or bool(bild.einwaende))
        return True

    def action_methode(self) -> None:
        """Choose how the round is asked, then its rule."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return

        def chosen(word: str | None) -> None:
            if word is None:
                return
            if not self.attempt(lambda: self.services.stimmungsbild.choose_methode(decision_id, Methode(word))):
                return
            if Methode(word) in COUNTED:
                self.action_regel()
            elif Methode(word) is Methode.KONSENT:
                self.action_zahlen()

        self.app.push_screen(PickDialog(_("Wie wird gefragt?"), choices(Methode)), chosen)

    def action_regel(self) -> None:
        """Set who takes part, how many points there are, and what can be chosen."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        service = self.services.stimmungsbild
        bild = service.load_bild(decision_id)
        self.ask(
            FormDialog(
                rule_of(bild),
                _rule_fields(bild),
                lambda werte: service.record_regel(decision_id, werte),
                knopf=_("Sichern, dann zählen"),
            ),
            self.action_zahlen,
        )

    def action_zahlen(self) -> None:
        """Type the totals; of a Konsent the proposal."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        service = self.services.stimmungsbild
        bild = service.load_bild(decision_id)
        if bild.methode is Methode.KONSENT:
            fields = (
                Feld("vorschlag", _("Welcher Vorschlag?"), "text", bild.vorschlag, pflicht=True),
                Feld("runde", _("In welcher Runde?"), wert=str(bild.runde)),
            )
            self.ask(
                FormDialog(
                    rule_of(bild),
                    fields,
                    lambda werte: service.record_vorschlag(decision_id, werte["vorschlag"], werte["runde"]),
                )
            )
            return
        if not bild.optionen:
            self.status.fehler(_("Es steht noch nichts zur Wahl. Mit r eintragen."))
            return
        fields = tuple(
            Feld(f"option-{number}", option, wert=show_werte(bild.werte[number] if number < len(bild.werte) else ()))
            for number, option in enumerate(bild.optionen)
        )
        self.ask(
            FormDialog(
                rule_of(bild),
                fields,
                lambda werte: service.record_werte(decision_id, werte),
                einleitung=help_text(bild) + "\n" + _("Tab geht weiter, Eingabe sichert. Zu sehen ist es erst nach a."),
            )
        )

    def action_aufdecken(self) -> None:
        """Show the result to the room."""
        decision_id = self.stimmung_offen
        if decision_id is not None:
            self.attempt(lambda: self.services.stimmungsbild.reveal(decision_id))

    def action_einwand(self) -> None:
        """Write down an objection."""
        decision_id = self.stimmung_offen
        if decision_id is not None:
            self._ask_objection(decision_id, len(self.services.stimmungsbild.load_bild(decision_id).einwaende))

    def action_einwand_loesen(self) -> None:
        """Pick an objection and say how it was taken up."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        found = self.services.stimmungsbild.load_bild(decision_id).einwaende
        lines = [(str(place), einwand.text) for place, einwand in enumerate(found)]

        def chosen(place: str | None) -> None:
            if place is not None:
                self._ask_objection(decision_id, int(place))

        self.app.push_screen(PickDialog(_("Welcher Einwand?"), lines), chosen)

    def _ask_objection(self, decision_id: str, place: int) -> None:
        service = self.services.stimmungsbild
        found = service.load_bild(decision_id).einwaende
        einwand = found[place] if place < len(found) else None
        yes_no = (("nein", _("nein, er steht")), ("ja", _("ja, gelöst")))
        fields = (
            Feld("text", _("Einwand mit Grund"), wert="" if einwand is None else einwand.text),
            Feld("loesung", _("Wie gelöst?"), wert="" if einwand is None else einwand.loesung),
            Feld("geloest", _("Gelöst?"), "auswahl", "ja" if einwand and einwand.geloest else "nein", yes_no),
        )
        self.ask(
            FormDialog(
                _("Einwand"),
                fields,
                lambda werte: service.record_einwand(
                    decision_id, place, werte["text"], werte["loesung"], geloest=werte["geloest"] == "ja"
                ),
            )
        )


def stimmung_page(bild: Stimmungsbild, width: int, *, offen: bool) -> Content:
    """Return what the room sees: the rule, then dots until it is revealed, then the result."""
    lines = [styled(rule_of(bild), "bold"), Content("")]
    if bild.methode is Methode.OHNE:
        lines.append(plain(_("Es wird nicht abgestimmt: Die Runde ist sich einig, oder sie spricht nur darüber.")))
    elif bild.methode is Methode.KONSENT:
        lines += _consent(bild, width)
    elif bild.aufgedeckt:
        lines += _revealed(bild, width)
    else:
        lines += _hidden(bild, width)
    lines.append(Content(""))
    if offen and bild.methode is Methode.OHNE:
        lines.append(styled(_("m: abstimmen lassen · Eingabe: weiter ohne Abstimmung"), "bold"))
    else:
        lines.append(styled(_("Eingabe: weiter"), "bold"))
    return Content("\n").join(lines)


def _hidden(bild: Stimmungsbild, width: int) -> list[Content]:
    counted = sum(1 for values in bild.werte if values)
    lines = []
    for number, option in enumerate(bild.optionen):
        there = number < len(bild.werte) and bool(bild.werte[number])
        lines += _hanging("● " if there else "○ ", option, width)
    text = ngettext("{n} von {alle} gezählt", "{n} von {alle} gezählt", counted)
    lines += [Content(""), plain(text.format(n=counted, alle=len(bild.optionen)))]
    if bild.vollstaendig:
        lines.append(styled(_("Alles gezählt. a deckt auf."), "bold"))
    return lines


def _revealed(bild: Stimmungsbild, width: int) -> list[Content]:
    lines: list[Content] = []
    for found in results(bild):
        lines += _hanging(f"{found.platz}. ", found.option, width, "bold" if found.platz == 1 else "")
        lines.append(
            Content.assemble("   ", styled(bar(found.prozent, BAR_WIDTH), "$success"), plain(f" {found.zahl}"))
        )
    for note in notes(bild):
        lines += [Content(""), *(plain(line) for line in wrap(note, width, 4))]
    return lines


def _consent(bild: Stimmungsbild, width: int) -> list[Content]:
    if not bild.vorschlag:
        return [plain(_("Noch kein Vorschlag. z trägt ihn ein."))]
    lines = [plain(line) for part in bild.vorschlag.split("\n") for line in wrap(part, width, 6)]
    for einwand in bild.einwaende:
        lines += [Content(""), *_hanging("✓ " if einwand.geloest else "! ", einwand.text, width, "bold")]
        if einwand.loesung:
            lines += _hanging("  → ", einwand.loesung, width)
    return [*lines, Content(""), *(styled(note, "bold") for note in notes(bild))]


def _hanging(mark: str, text: str, width: int, style: str = "") -> list[Content]:
    first, *more = wrap(text, max(10, width - len(mark)), 4)
    return [styled(mark + first, style), *(styled(" " * len(mark) + line, style) for line in more)]


def _rule_fields(bild: Stimmungsbild) -> tuple[Feld, ...]:
    people = Feld(
        "anwesend",
        _("Wie viele stimmen ab?"),
        wert="" if bild.anwesend is None else str(bild.anwesend),
        pflicht=bild.methode in (Methode.PUNKTE, Methode.KONSENSIEREN),
    )
    options = Feld("optionen", _("Was steht zur Wahl? (je Zeile eines)"), "text", "\n".join(bild.optionen))
    if bild.methode is not Methode.PUNKTE:
        return (people, options)
    count = len(bild.optionen)
    advice = _("halbe Auswahl plus eins: {n}").format(n=points_by_half(count))
    if bild.anwesend:
        advice += " · " + _("gegen Gleichstand: {n}").format(n=points_against_ties(count, bild.anwesend))
    yes_no = (("nein", _("nein, je Person höchstens einer")), ("ja", _("ja, mehrere auf eines")))
    return (
        people,
        Feld("punkte", _("Punkte je Person ({rat})").format(rat=advice), wert=str(bild.punkte or "")),
        Feld("haeufeln", _("Darf man häufeln?"), "auswahl", "ja" if bild.haeufeln else "nein", yes_no),
        options,
    )
