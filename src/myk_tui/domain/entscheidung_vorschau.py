"""What closing the sprint will change, place by place, from what to what."""

from dataclasses import dataclass

from myk_tui.i18n import _


@dataclass(frozen=True)
class Bild:
    """One place after the closing: what comes (+), what goes (−), what becomes different (→)."""

    ort: str
    zeilen: tuple[str, ...]


@dataclass(frozen=True)
class Vorschau:
    """All places that change."""

    bilder: tuple[Bild, ...]

    @property
    def lines(self) -> list[str]:
        """Return it as lines to read; places where nothing changes say so."""
        found = []
        for bild in self.bilder:
            found += [bild.ort, *(f"  {zeile}" for zeile in bild.zeilen or (_("bleibt, wie es ist"),)), ""]
        return found[:-1]


def became(name: str, before: str, after: str) -> str:
    """Say one change: „Stand: geplant → im Sprint“."""
    return _("{name} {vorher} → {nachher}").format(name=name, vorher=before, nachher=after)
