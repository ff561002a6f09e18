"""Make the templates ``myk10`` and ``leer`` from a file with public facts.

Run: ``python tools/make_vorlage_myk10.py FACTS.json``. What the facts only
infer is marked „Zuordnung angenommen“; what is not public stays empty. Ids are
made from names, so that the same facts give the same bytes.
"""

import json
import sys
import uuid
from pathlib import Path
from typing import Any

from myk_tui.domain.ordnung import keys_for
from myk_tui.storage import tables as t
from myk_tui.storage.journal import full_row
from myk_tui.storage.snapshot import encode_rows
from vorlage_prueffragen import NRWBANK, PRUEFFRAGEN

FOLDER = Path(__file__).parents[1] / "src" / "myk_tui" / "vorlagen"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://myk10.de/")

Facts = dict[str, Any]
Rows = dict[str, list[dict[str, Any]]]

STATUS = {
    "in Umsetzung (Konzept 2023, Standorte in Vorbereitung)": "geplant",
    "geplant (digitale Plattform zu den RegioHubs)": "geplant",
    "in Betrieb; Begleitstudie 2025 abgeschlossen": "laufender_betrieb",
    "2022 gestartet, in Telemedizinischem Zentrum aufgegangen": "abgeschlossen",
    "errichtet 2023/2024, seit 2025 online": "laufender_betrieb",
    "im Aufbau": "geplant",
    "2023 beigetreten": "laufender_betrieb",
    "Rahmenvertrag zugestimmt (2025)": "geplant",
    "Mittel freigegeben (2025)": "geplant",
    "Pilot (2023)": "geplant",
    "2025 eingestellt": "eingestellt",
    "Weiterentwicklung im laufenden Betrieb (Ende 2024)": "laufender_betrieb",
    "abgeschlossen (Ende 2024), Betrieb mit weitergeleiteten Mitteln": "abgeschlossen",
    "in Vorbereitung (2025)": "geplant",
    "abgeschlossen (Ende 2024)": "abgeschlossen",
    "abgeschlossen": "abgeschlossen",
    "geplant ab 2025": "geplant",
    "angekündigt; Kreisausschuss befasst": "wartet_auf_freigabe",
    "Kreisausschuss zugestimmt (2025)": "geplant",
    "gefördert": "geplant",
}
"""What the sources say, and the status that this wording really allows; in doubt „geplant“.

An unknown wording stops the tool: somebody has to decide.
"""

FREIGABE = {
    "Rahmenvertrag zugestimmt (2025)": ("erteilt", ""),
    "Mittel freigegeben (2025)": ("erteilt", ""),
    "Kreisausschuss zugestimmt (2025)": ("erteilt", "Kreisausschuss"),
    "angekündigt; Kreisausschuss befasst": ("beantragt", "Kreisausschuss"),
}
"""Where the wording says something about a release by a body: its state, and the body if it is named."""

HINWEIS = {
    "2022 gestartet, in Telemedizinischem Zentrum aufgegangen": "Laut Quelle im Telemedizinischen Zentrum aufgegangen; "
    "als eigene Maßnahme deshalb abgeschlossen.",
}
"""What has to be said beside a status that the wording alone does not explain."""

KRITERIEN = {
    "Alltagsnutzen": "Verbessert die Idee das tägliche Leben?",
    "Innovationsgrad": "Ist sie neu oder smart?",
    "Machbarkeit im Zeitraum": "Lässt sie sich im Förderzeitraum umsetzen?",
    "Mehrwert für die Region": "Hat die Region etwas davon?",
    "Übertragbarkeit auf andere Orte": "Lässt sie sich auf andere Orte übertragen?",
    "Mitwirkungsbereitschaft der Ideengebenden": "Wollen die Ideengebenden selbst mithelfen?",
}
"""The criteria of the contest of 2021 in own words; an unknown one stops the tool."""


def main() -> None:
    """Write both templates."""
    if len(sys.argv) != 2:
        sys.exit("usage: make_vorlage_myk10.py FACTS.json")
    facts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    _write("myk10", make_myk10(facts))
    _write("leer", {"programm": [_row("programm", "leer", name="Neues Programm")]})


def make_myk10(facts: Facts) -> Rows:
    """Return all rows of the template."""
    rows: Rows = {"programm": [_programm(facts["programm"])]}
    rows["handlungsfeld"] = _ordered(
        "handlungsfeld",
        [{"name": name, "quelle": facts["handlungsfelder_quelle"]} for name in facts["handlungsfelder"]],
    )
    rows["gebietskoerperschaft"] = _ordered(
        "gebietskoerperschaft",
        [{**ort, "quelle": facts["gebietskoerperschaften_quelle"]} for ort in facts["gebietskoerperschaften"]],
    )
    rows["zielbild"] = _ordered(
        "zielbild", [{name: fact[name] for name in ("titel", "untertitel", "quelle")} for fact in facts["zielbilder"]]
    )
    rows["sprintteam"] = _ordered("sprintteam", [_team(fact) for fact in facts["sprintteams"]])
    rows["kriterium"] = _kriterien(facts["ideenkriterien_wettbewerb_2021"])
    rows["prueffrage"] = _prueffragen()
    _massnahmen(facts["massnahmen_ohne_belegte_zuordnung"], rows)
    _ideen(facts["ideen"], rows)
    return rows


def _id(table: str, name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{table}/{name}"))


def _row(table: str, key: str, **values: Any) -> dict[str, Any]:
    return full_row(t.BY_NAME[table], {"id": _id(table, key), **values})


def _ordered(table: str, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows in the order of the facts; the first value of each is its name."""
    return [
        _row(table, next(iter(value.values())), ordnung=key, **value)
        for key, value in zip(keys_for(len(values)), values, strict=True)
    ]


def _programm(facts: Facts) -> dict[str, Any]:
    return _row(
        "programm",
        facts["name"],
        name=facts["name"],
        traeger=facts["traeger"],
        foerderprogramm=f"{facts['foerderprogramm']}, {facts['staffel']}. Staffel",
        foerderende=facts["foerderzeitraum_ende_laut_quelle"],
        foerderquote=65,
        quelle=" ".join([*facts["quellen"], NRWBANK]),
        hinweis="\n".join(
            [
                "Der Wortlaut der Vision ist nicht öffentlich; bitte eintragen.",
                "Die Titel der strategischen Ziele und Lösungen sind nicht öffentlich; der Zielbaum ist deshalb zu ergänzen.",
                "„Zuordnung angenommen“ heißt: aus Thema und Wortlaut geschlossen, nicht belegt.",
                "Förderquote 65 % laut Förderbedingungen; bei Haushaltsnotlage 90 %. Eine Quelle nennt ein späteres Förderende als 2027.",
            ]
        ),
    )


def _team(facts: Facts) -> dict[str, Any]:
    zielbild = facts["zielbild"] or facts["zielbild_inferenz"]
    return {
        "name": facts["name"],
        "zielbild_id": zielbild and _id("zielbild", zielbild),
        "zuordnung_angenommen": int(facts["zielbild"] is None and zielbild is not None),
        "notiz": f"Erster Sprint laut Quelle: {facts['erster_sprint']}",
        "quelle": facts["quelle"],
    }


def _kriterien(facts: Facts) -> list[dict[str, Any]]:
    return _ordered(
        "kriterium",
        [
            {"name": name, "beschreibung": KRITERIEN[name], "art": "prio", "quelle": facts["quelle"]}
            for name in facts["kriterien"]
        ],
    )


def _prueffragen() -> list[dict[str, Any]]:
    return [
        _row(
            "prueffrage",
            kennung,
            kennung=kennung,
            frage=frage,
            art=art,
            grundlage=grundlage,
            regelstand=regelstand,
            ordnung=key,
            quelle=" ".join(quellen),
        )
        for key, (kennung, frage, art, grundlage, regelstand, quellen) in zip(
            keys_for(len(PRUEFFRAGEN)), PRUEFFRAGEN, strict=True
        )
    ]


def _massnahmen(facts: list[Facts], rows: Rows) -> None:
    known = {row["name"] for row in rows["gebietskoerperschaft"]}
    rows["massnahme"], rows["massnahme_ort"] = [], []
    for key, fact in zip(keys_for(len(facts)), facts, strict=True):
        titel, wording, zielbild = fact["titel"], fact["status_laut_quelle"], fact["zielbild_inferenz"]
        freigabe, gremium = FREIGABE.get(wording, ("offen", ""))
        rows["massnahme"].append(
            _row(
                "massnahme",
                titel,
                titel=titel,
                zielbild_id=zielbild and _id("zielbild", zielbild),
                zuordnung_angenommen=int(zielbild is not None),
                status=STATUS[wording],
                status_quelle=wording,
                freigabe=freigabe,
                freigabe_gremium=gremium,
                leitprojekt=int(fact.get("leitprojekt", False)),
                orte=", ".join(ort for ort in fact["orte"] if ort not in known),
                quelle=fact["quelle"],
                weitere_quellen="\n".join(fact.get("weitere_quellen", [])),
                hinweis="\n".join(filter(None, (fact.get("hinweis", ""), HINWEIS.get(wording, "")))),
                ordnung=key,
            )
        )
        for ort in fact["orte"]:
            if ort in known:
                ids = {
                    "massnahme_id": _id("massnahme", titel),
                    "gebietskoerperschaft_id": _id("gebietskoerperschaft", ort),
                }
                rows["massnahme_ort"].append(_row("massnahme_ort", f"{titel}/{ort}", **ids))


def _ideen(facts: list[Facts], rows: Rows) -> None:
    rows["idee"], rows["idee_handlungsfeld"] = [], []
    for fact in facts:
        titel = fact["titel"]
        rows["idee"].append(_row("idee", titel, titel=titel, herkunft=fact["herkunft"], quelle=fact["quelle"]))
        feld = fact["handlungsfeld"] or fact.get("handlungsfeld_inferenz")
        if feld is not None:
            rows["idee_handlungsfeld"].append(
                _row(
                    "idee_handlungsfeld",
                    f"{titel}/{feld}",
                    idee_id=_id("idee", titel),
                    handlungsfeld_id=_id("handlungsfeld", feld),
                    angenommen=int(fact["handlungsfeld"] is None),
                )
            )


def _write(name: str, rows: Rows) -> None:
    (FOLDER / f"{name}.json").write_bytes(encode_rows(rows))


if __name__ == "__main__":
    main()
