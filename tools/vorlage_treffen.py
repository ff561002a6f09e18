"""The meetings of the practice data: what is said, agreed and decided there. Everything in it is invented („Beispiel“).

Times are those on the wall of the room, as in ``tagesordnung``; the meetings take place in summer time.
"""

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.stimmungsbild import Einwand, Stimmungsbild
from myk_tui.domain.stimmungsbild_regeln import Stufe

TITEL = "Beispiel: Zielbildgruppentreffen"
ORTE = {6: "Beispiel: Dorfgemeinschaftshaus", 9: "Beispiel: Bürgerhaus, großer Saal", 12: "Beispiel: Bürgerhaus"}

TEAMS = (
    "Smartes Medizin- und Pflegenetzwerk/Virtuelle Gesundheitsquelle",
    "Beispiel: Sprintteam Mobilität",
    "Ehrenamt & Digitalisierung",
    "Innovationen in der offenen Kinder- und Jugendarbeit",
)
ZIELBILDER = ("MYK verändert sich", "In MYK gut von A nach B kommen", "MYK vernetzt Menschen")

ZURUECKGELEGT = "Beispiel: Wer pflegt die Geräte aus dem Gerätepool?"
"""An item for which the evening was too short; it comes back."""


def tagesordnung() -> list[tuple[str, str, str | None, int, str]]:
    """Return (kind, title, Zielbild or Sprintteam, minutes, who) of an evening of 120 minutes."""
    return [
        ("ankommen", "Ankommen", None, 5, "Moderation"),
        ("neuigkeiten", "Neuigkeiten", None, 12, "Projektteam"),
        ("arbeitsweise", "Arbeitsweise", None, 5, "Moderation"),
        *(("ergebnisse", "Ergebnisse: " + team.removeprefix("Beispiel: "), team, 7, "Sprintteam") for team in TEAMS),
        *(("entscheidung", f"Entscheidung: {name}", name, 20, "Moderation") for name in ZIELBILDER),
        ("zusammenfassung", "Zusammenfassung", None, 10, "Moderation"),
    ]


VERLAUF = (
    ("18:04", "18:10"),
    ("18:10", "18:22"),
    ("18:22", "18:28"),
    ("18:28", "18:36"),
    ("18:36", "18:42"),
    ("18:42", "18:50"),
    ("18:50", "18:57"),
    ("19:02", "19:20"),
    ("19:20", "19:43"),
    ("19:43", "20:01"),
    ("20:01", "20:09"),
)
"""When each item of the finished meeting really began and ended; the break lies between."""

PAUSE = 300
NOTIZEN = {
    "Neuigkeiten": "Die drei Neuigkeiten wurden vorgestellt, dazu gab es zwei Rückfragen.",
    "Arbeitsweise": "Kurze Runde mit fünf Fingern: überwiegend vier.",
    "Entscheidung: In MYK gut von A nach B kommen": "Vor der Abfrage haben beide Seiten eine Minute geworben.",
}
INTERN = {
    "Entscheidung: In MYK gut von A nach B kommen": "Beispiel für eine interne Notiz: Vorher mit dem Bauhof sprechen.",
}
TREFFEN_NOTIZ = "Der Abend lief ruhig; nach der Pause waren alle noch da."
TREFFEN_INTERN = "Beispiel für eine interne Notiz: Mikrofon im großen Saal hatte Aussetzer."

ANWESEND = (
    ("Bürgerinnen und Bürger", 22, "18:12"),
    ("Sprintteams", 14, "18:12"),
    ("Verwaltung und Gemeinden", 9, "18:12"),
    ("Projektteam", 4, "18:12"),
)
NEUIGKEITEN = (
    (
        "Beispiel: Drei Ortsgemeinden wollen mitmachen",
        "Sie haben nach Mitfahrbänken gefragt und stellen die Flächen bereit.",
    ),
    ("Beispiel: Sprechstunde des Projektteams", "Jeden ersten Mittwoch im Monat, ohne Anmeldung."),
    ("Beispiel: Besuch aus einer anderen Modellregion", "Die Gäste haben sich den Vereinslotsen zeigen lassen."),
)
ARBEITSWEISE = (
    ("beibehalten", "Jedes Team zeigt etwas, statt darüber zu berichten"),
    ("beibehalten", "Pünktlich anfangen und pünktlich aufhören"),
    ("aendern", "Ergebnisse eine Woche vorher herumschicken"),
    ("vereinbarung", "Fragen zur Förderung sammelt das Projektteam, besprochen werden sie danach"),
)
VEREINBARUNGEN = (
    ("Termin mit der Straßenmeisterei machen", "Projektteam", (10, 9)),
    ("Texte des Vereinslotsen in einfacher Sprache gegenlesen", "Sprintteam Ehrenamt & Digitalisierung", (10, 23)),
    ("Handzettel für das nächste Treffen verschicken", "Moderation", (12, 4)),
)
PARKTHEMEN = ("Beispiel: Beleuchtung am Radweg", "Beispiel: Wer haftet, wenn auf der Mitfahrbank etwas passiert?")

SIEGER = "Beispiel: Mitfahrbänke an zehn Orten"
METHODEN = {
    "MYK verändert sich": {
        "bild": Stimmungsbild(
            Methode.KONSENT,
            anwesend=49,
            vorschlag="Das Team macht mit der Gesundheitslotsin per Video weiter",
            runde=2,
            stufe=Stufe.GEFRAGT,
            einwaende=(
                Einwand(
                    "Praxen ohne schnelles Internet bleiben außen vor",
                    "In Orten ohne Anschluss steht das Gerät im Rathaus",
                    geloest=True,
                ),
            ),
        ),
        "begruendung": "Zwei Praxen wollen sofort mitmachen, und die Wege auf dem Land sind weit.",
        "schritt": ("Kreisausschuss über den Stand unterrichten", "Kreisausschuss", (11, 12)),
    },
    "In MYK gut von A nach B kommen": {
        "bild": Stimmungsbild(
            Methode.PUNKTE,
            anwesend=49,
            punkte=2,
            haeufeln=True,
            optionen=(SIEGER, "Beispiel: Schlaglochmelder", "Beispiel: Bürgerbus auf Abruf"),
            werte=((57,), (22,), (17,)),
            aufgedeckt=True,
        ),
        "begruendung": "Der Schlaglochmelder läuft bei den Bauhöfen von allein. Bei den Mitfahrbänken haben drei Orte "
        "gefragt und stellen die Flächen.",
        "schritt": ("Freigabe der Mittel für die Bänke beantragen", "Kreisausschuss", (11, 12)),
    },
    "MYK vernetzt Menschen": {
        "bild": Stimmungsbild(
            Methode.HANDZEICHEN,
            anwesend=49,
            optionen=("Beide Teams machen weiter",),
            werte=((44, 1, 4),),
            aufgedeckt=True,
        ),
        "begruendung": "Beide Teams sind mitten in der Arbeit; ein Wechsel würde die Vereine und Jugendräume enttäuschen.",
        "schritt": ("Kein Beschluss nötig; Bericht im nächsten Treffen", "", None),
    },
}
"""Per Zielbild: how the mood was found, with its totals, the reason and the next formal step."""

PRUEFUNG = {
    SIEGER: {
        "strategiebezug": ("ja", ""),
        "gemeinwohl": ("ja", ""),
        "buendel": ("ja", "Teil der Lösung „Fahrten teilen“."),
        "modellhaft": ("ja", ""),
        "foerderzeitraum": ("ja", ""),
        "doppelfoerderung": ("offen", "Das Projektteam fragt beim Land nach."),
        "gremienbeschluss": ("offen", "Der Kreisausschuss befasst sich mit den Kosten der Bänke."),
        "teilhabe": ("ja", "Eine Bank braucht kein Telefon."),
    }
}
"""Answers of the Förderprüfung for what the team switches to."""

ERGEBNISSE = {
    "Beispiel: Vereinslotse digital": (
        "Acht Vereine haben ihre häufigsten Fragen geschickt.",
        "Wenn ein neuer Vorstand in einer Stunde weiß, was zu tun ist.",
        "Steuerfragen darf das Team nicht selbst beantworten.",
        "Einen Ansprechpartner beim Finanzamt.",
    ),
    "Beispiel: Jugend-Medienwerkstatt": (
        "Zwei Jugendräume haben zugesagt, einer fragt nach Technik.",
        "Wenn die Jugendlichen selbst entscheiden, was gedreht wird.",
        "In den Ferien war niemand zu erreichen.",
        "Leihgeräte für drei Wochen.",
    ),
    "Beispiel: Gesundheitslotsin per Video": (
        "Ältere Menschen kommen mit der Technik besser zurecht als gedacht.",
        "Wenn ein Weg in die Stadt gespart wird.",
        "Die Praxen haben wenig Zeit.",
        "Ein ruhiges Zimmer im Rathaus.",
    ),
    "Beispiel: Schlaglochmelder": (
        "Zwei Bauhöfe arbeiten jede Woche mit den Meldungen.",
        "Wenn eine gemeldete Stelle nach vier Wochen geflickt ist.",
        "Meldungen ohne Ort lassen sich nicht zuordnen.",
        "Nichts mehr: Die Bauhöfe führen es weiter.",
    ),
}
"""Result cards of the sprint that the finished meeting closes: spannend, erfolg, stolpersteine, bedarf."""

GOALS = {
    "Beispiel: Vereinslotse digital": "Zehn Vereine nutzen die erste Fassung des Lotsen",
    "Beispiel: Jugend-Medienwerkstatt": "Die erste Werkstatt hat in drei Jugendräumen stattgefunden",
    "Beispiel: Gesundheitslotsin per Video": "Fünf Praxen haben die Videosprechstunde ausprobiert",
    "Beispiel: Schlaglochmelder": "Zwei Bauhöfe arbeiten mit den ersten Meldungen",
    "Beispiel: Mitfahrbänke an zehn Orten": "Für drei Orte steht fest, wo die Bank hinkommt",
}
"""Sprintziel per Maßnahme."""
