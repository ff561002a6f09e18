"""The forms of the Stimmungsbild: rule and options, the count, proposal and objections."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual import on
from textual.binding import Binding
from textual.widgets import Input, Static

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.stimmungsbild import COUNTED_PEOPLE, Stimmungsbild, points_against_ties, points_by_half
from myk_tui.domain.stimmungsbild_eingabe import help_text, zahlfelder
from myk_tui.domain.stimmungsbild_ergebnis import rule_of
from myk_tui.domain.stimmungsbild_regeln import majority_choices, tie_choices
from myk_tui.i18n import N_, _
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.widgets.text import plain

YES_NO = (("nein", _("nein")), ("ja", _("ja")))


class Zaehlform(FormDialog):
    """A form of numbers for the number pad: Enter goes to the next field and saves on the last."""

    BINDINGS = [Binding("enter", "weiter", _("nächstes Feld"), show=False, priority=True, id="zaehlen.weiter")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the buttons when they have the focus."""
        return isinstance(self.focused, Input) if action == "weiter" else super().check_action(action, parameters)

    def action_weiter(self) -> None:
        """Go on, or save; digits that are still on their way to their field arrive there first."""
        fields, here = list(self.query(Input)), self.focused
        place = fields.index(here) + 1 if isinstance(here, Input) else 0
        if place < len(fields):
            self.set_focus(fields[place])  # at once: a number pad is faster than a queue
        else:
            fields[-1].call_later(self.action_speichern)


class Regelform(FormDialog):
    """The rule of a vote; the advice how many points to give follows the options while they are typed."""

    def __init__(self, bild: Stimmungsbild, save: Callable[[dict[str, str]], object]) -> None:
        self._points = bild.methode is Methode.PUNKTE
        self._advised = str(points_by_half(len(bild.optionen)))
        super().__init__(
            rule_of(bild),
            rule_fields(bild),
            save,
            einleitung=advice(bild.optionen, bild.anwesend) if self._points else _(HINT),
            knopf=_("Sichern, dann zählen"),
        )

    def on_text_area_changed(self) -> None:
        """Follow the list of options; by name, as in the form itself."""
        self.advise()

    @on(Input.Changed)
    def advise(self) -> None:
        """Say the points again for the options that stand there now; a number that was only advised follows."""
        if not self._points:
            return
        typed = self.values()
        options = [line for line in typed["optionen"].splitlines() if line.strip()]
        people = typed["anwesend"].strip()
        text = advice(options, int(people) if people.isdecimal() and len(people) < 7 else None)
        self.query_one(".einleitung", Static).update(plain(text.replace("\n", " ")))
        field = self.query_one("#feld-punkte", Input)
        following = str(points_by_half(len(options)))
        if field.value == self._advised != following:
            field.value = following
        self._advised = following


HINT = N_("Je Zeile steht eines zur Wahl; Zeilen lassen sich ändern, ergänzen und löschen.")


def advice(options: Sequence[str], people: int | None) -> str:
    """Return how many points a person should have for these options."""
    text = _("Klebepunkte je Person: üblich {n} (halbe Auswahl plus einer)").format(n=points_by_half(len(options)))
    if people:
        text += " · " + _("damit selten etwas gleichauf liegt: {n}").format(n=points_against_ties(len(options), people))
    return text + ".\n" + _("Häufeln heißt: mehrere Punkte einer Person auf dasselbe.")


def rule_fields(bild: Stimmungsbild) -> tuple[Feld, ...]:
    """Return the fields of the rule: who votes, what is needed, what can be chosen."""
    fields = [
        Feld(
            "anwesend",
            _("Wie viele stimmen ab?"),
            wert="" if bild.anwesend is None else str(bild.anwesend),
            pflicht=bild.methode in COUNTED_PEOPLE,
        )
    ]
    if bild.methode is Methode.PUNKTE:
        heap = (("nein", _("nein, je Person höchstens einer")), ("ja", _("ja, mehrere auf eines")))
        fields += [
            Feld("punkte", _("Punkte je Person"), wert=str(bild.punkte or ""), pflicht=True),
            Feld("haeufeln", _("Darf man häufeln?"), "auswahl", "ja" if bild.haeufeln else "nein", heap),
        ]
    if bild.methode is Methode.HANDZEICHEN:
        fields += [
            Feld("mehrheit", _("Was genügt?"), "auswahl", bild.mehrheit.value, majority_choices()),
            Feld(
                "enthaltungen", _("Zählen Enthaltungen mit?"), "auswahl", "ja" if bild.enthaltungen else "nein", YES_NO
            ),
        ]
    fields += [
        Feld("optionen", _("Was steht zur Wahl? (je Zeile eines)"), "text", "\n".join(bild.optionen)),
        Feld("gleichstand", _("Was entscheidet bei Gleichstand?"), "auswahl", bild.gleichstand.value, tie_choices()),
    ]
    return tuple(fields)


def count_form(
    bild: Stimmungsbild,
    entwurf: Mapping[str, Any],
    save: Callable[[dict[str, str]], object],
    keep: Callable[..., object],
) -> Zaehlform:
    """Return the form of a count, with what was half typed before."""
    fields = tuple(
        Feld(feld.key, feld.name, wert=str(entwurf.get(feld.key, feld.wert)), hilfe=feld.beispiel)
        for feld in zahlfelder(bild)
    )
    lines = [help_text(bild), _("Eingabe geht zum nächsten Feld, am letzten sichert sie. Zu sehen ist es erst nach a.")]
    if entwurf:
        lines.append(_("Hier steht, was beim letzten Mal angefangen war."))
    return Zaehlform(rule_of(bild), fields, save, einleitung="\n".join(lines), merken=keep)


def proposal_form(text: str, chosen: str, save: Callable[[dict[str, str]], object]) -> FormDialog:
    """Return the form of a proposal; what was chosen for the teams stands above it if it reads otherwise."""
    above = _("Gewählt ist bisher: {wahl}").format(wahl=chosen.replace("\n", "; ")) if chosen not in ("", text) else ""
    field = Feld("vorschlag", _("Welcher Vorschlag?"), "text", text, pflicht=True)
    return FormDialog(_("Konsent"), (field,), save, einleitung=above)


def integrate_form(bild: Stimmungsbild, save: Callable[[dict[str, str]], object]) -> FormDialog:
    """Return the form of a changed proposal: how it takes up each objection that stands."""
    fields = [Feld("vorschlag", _("Geänderter Vorschlag"), "text", bild.vorschlag, pflicht=True)]
    fields += [
        Feld(f"antwort-{place}", _("Wie gelöst? Einwand: {text}").format(text=einwand.text), pflicht=True)
        for place, einwand in enumerate(bild.stehende)
    ]
    return FormDialog(
        _("Einwände integrieren: Runde {n}").format(n=bild.runde + 1),
        fields,
        save,
        einleitung=_("Der bisherige Vorschlag und seine Einwände bleiben lesbar."),
    )


def objection_form(bild: Stimmungsbild, place: int, save: Callable[[dict[str, str]], object]) -> FormDialog:
    """Return the form of one objection; one that is opened again is taken to be solved now, so that comes first."""
    einwand = bild.einwaende[place] if place < len(bild.einwaende) else None
    what = Feld("text", _("Einwand mit Grund"), wert="" if einwand is None else einwand.text, pflicht=einwand is None)
    solved = (
        Feld("loesung", _("Wie gelöst?"), wert="" if einwand is None else einwand.loesung),
        Feld(
            "geloest",
            _("Gelöst?"),
            "reihe",
            "nein" if einwand is None else "ja",
            (("nein", _("nein, er steht")), ("ja", _("ja, gelöst"))),
        ),
    )
    return FormDialog(_("Einwand"), (what, *solved) if einwand is None else (*solved, what), save)
