"""The keys of the Ideenspeicher, the most used first: the footer shows as many as fit."""

from textual.binding import Binding, BindingType

from myk_tui.i18n import _

TASTEN: list[BindingType] = [
    Binding(
        "s",
        "status",
        _("Stand"),
        tooltip=_("Den Stand der Idee setzen; abgelehnt fragt nach der Antwort."),
        id="ideen.status",
    ),
    Binding(
        "t", "uebernehmen", _("als Maßnahme"), tooltip=_("Die Idee als Maßnahme übernehmen."), id="ideen.uebernehmen"
    ),
    Binding(
        "f",
        "filtern",
        _("Filter"),
        tooltip=_("Beim Tippen filtern: Wörter, und zielbild: feld: ort: von: status: größe:"),
        id="ideen.filtern",
    ),
    Binding(
        "n",
        "posteingang",
        _("Posteingang"),
        tooltip=_("Nur Ideen, die noch niemand gesichtet hat, und zurückgestellte, deren Quartal da ist."),
        id="ideen.neue",
    ),
    Binding(
        "a",
        "zuordnen",
        _("zuordnen"),
        tooltip=_("Den Vorschlag, wozu die Idee passt, annehmen; eine angenommene Zuordnung bestätigen."),
        id="ideen.zuordnen",
    ),
    Binding("p", "punkten", _("punkten"), tooltip=_("Die Idee nach den Kriterien bewerten."), id="ideen.punkten"),
    Binding(
        "z",
        "zwillinge",
        _("Zwillinge"),
        tooltip=_("Ähnliche Ideen suchen und zusammenführen; eine Dublette wieder lösen."),
        id="ideen.zwillinge",
    ),
    Binding("e", "bearbeiten", _("bearbeiten"), tooltip=_("Die Idee öffnen (auch Eingabe)."), id="ideen.bearbeiten"),
    Binding(
        "g", "groesse", _("Größe"), tooltip=_("Grobe Größe: klein, mittel, groß, keine Angabe."), id="ideen.groesse"
    ),
    Binding(
        "P,shift+p",
        "pruefung",
        _("Förderprüfung"),
        tooltip=_("Die Prüffragen für die Idee beantworten; beim Übernehmen gehen die Antworten mit."),
        id="ideen.pruefung",
    ),
    Binding(
        "l",
        "lebenslauf",
        _("Lebenslauf"),
        tooltip=_("Was aus der Idee geworden ist, mit Beschlüssen und Verlauf."),
        id="ideen.lebenslauf",
    ),
    Binding(
        "A,shift+a",
        "zuordnung_waehlen",
        _("anders zuordnen"),
        tooltip=_("Unter den Vorschlägen wählen, wozu die Idee passt."),
        id="ideen.zuordnung",
    ),
    Binding(
        "d,delete", "loeschen", _("löschen"), tooltip=_("Die Idee löschen; u bringt sie zurück."), id="ideen.loeschen"
    ),
    Binding("o", "sortieren", _("Sortierung"), tooltip=_("Die Ideen anders ordnen."), id="ideen.sortieren"),
    Binding("escape", "alles", _("alles zeigen"), tooltip=_("Filter und Sortierung aufheben."), id="ideen.alles"),
    Binding(
        "m,ctrl+g",
        "gemerkte",
        _("gemerkte Filter"),
        tooltip=_("Einen gemerkten Filter anwenden: zehn Plätze, 1 bis 9 und 0."),
        id="ideen.gemerkte",
    ),
    Binding(
        "M,shift+m,ctrl+s",
        "merken",
        _("Filter merken"),
        tooltip=_("Den jetzigen Filter unter einer Ziffer merken."),
        id="ideen.merken",
    ),
    Binding(
        "Z,shift+z",
        "paare",
        _("alle Zwillinge"),
        tooltip=_("Alle ähnlichen Paare im Speicher, die ähnlichsten zuerst."),
        id="ideen.paare",
    ),
    Binding(
        "R,shift+r",
        "rangliste",
        _("Rangliste"),
        tooltip=_("Die bewerteten Ideen der Reihe nach, und wann die Reihenfolge kippt."),
        id="ideen.rangliste",
    ),
    Binding(
        "W,shift+w",
        "gewichte",
        _("Gewichte"),
        tooltip=_("Kriterien und ihre Gewichte festlegen."),
        id="ideen.gewichte",
    ),
    Binding(
        "K,shift+k",
        "kriterien",
        _("Kriterien"),
        tooltip=_("Kriterien anlegen, umbenennen, sortieren, ruhen lassen."),
        id="ideen.kriterien",
    ),
    Binding("I,shift+i", "einlesen", _("Tabelle lesen"), tooltip=_("Tabelle einlesen."), id="ideen.lesen"),
    Binding(
        "x",
        "tabelle",
        _("Tabelle schreiben"),
        tooltip=_("Alle oder die gefilterten Ideen schreiben."),
        id="ideen.tabelle",
    ),
    Binding(
        "pagedown",
        "weiterlesen(1)",
        _("weiterlesen"),
        tooltip=_("In der Idee weiterlesen; ist sie zu Ende, eine Seite der Liste weiter."),
        show=False,
        priority=True,
        id="ideen.weiter",
    ),
    Binding(
        "pageup",
        "weiterlesen(-1)",
        _("zurücklesen"),
        tooltip=_("In der Idee zurück; am Anfang eine Seite der Liste zurück."),
        show=False,
        priority=True,
        id="ideen.zurueck",
    ),
]
