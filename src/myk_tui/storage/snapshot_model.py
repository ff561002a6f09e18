"""What a snapshot may contain, as pydantic models made from the tables: one source of truth.

Imported only when a snapshot is read (pydantic takes longer to import than the
first screen to paint). ``tools/make_schema.py`` publishes the same models as a
JSON Schema.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from myk_tui.domain.text import forbidden_character, letters, visible
from myk_tui.i18n import N_, _
from myk_tui.storage import tables as t
from myk_tui.storage.snapshot_parse import nested_loads

Fehler = tuple[str, str]
"""Path (``aufgabe/3/titel``) and a sentence."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)
ORDER = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]", re.ASCII)
MAX_UNKNOWN = 20
"""Of one row, not more unknown fields than this are named."""

WHOLE = ("int", "bool", "cent", "percent", "year", "quarter")

_STRICT = ConfigDict(extra="forbid", strict=True)


@cache
def row_model(table: sa.Table) -> type[BaseModel]:
    """Return the model of a complete row of ``table``: every column has to be there."""
    fields: dict[str, Any] = {column.name: (_column_type(column), ...) for column in table.columns}
    return create_model(table.name, __config__=_STRICT, **fields)


@cache
def part_model(table: sa.Table) -> type[BaseModel]:
    """Return the model of a part of a row, as an update stands in the journal."""
    fields: dict[str, Any] = {column.name: (_column_type(column), Field(default=None)) for column in table.columns}
    return create_model(f"{table.name}_teil", __config__=_STRICT, **fields)


def snapshot_model(version: int) -> type[BaseModel]:
    """Return the model of a whole snapshot of ``format_version`` ``version``, for the JSON Schema."""
    tables = sorted((*t.ENTITIES, *t.HISTORY), key=lambda table: table.name)
    rows: dict[str, Any] = {table.name: (list[row_model(table)], ...) for table in tables}  # type: ignore[misc]
    counts: dict[str, Any] = {table.name: (Annotated[int, Field(ge=0)], ...) for table in tables}
    daten = create_model("Daten", __config__=_STRICT, **rows)
    anzahl = create_model("Anzahl", __config__=_STRICT, **counts)
    pruefsumme = Annotated[
        str,
        Field(
            pattern="^[0-9a-f]{64}$",
            description="SHA-256 over the canonical file without this line; leave it out of a file made by hand",
        ),
    ]
    fields: dict[str, Any] = {
        "format": (Literal["myk-tui/schnappschuss"], ...),
        "format_version": (Literal[version], ...),
        "schema_version": (Literal[t.SCHEMA_VERSION], ...),
        "anzahl": (anzahl, Field(default=None, description="Number of rows per table")),
        "pruefsumme": (pruefsumme, Field(default=None)),
        "daten": (daten, Field(description="Rows per table, sorted by primary key")),
    }
    return create_model("Schnappschuss", __config__=_STRICT, **fields)


def check_row(model: type[BaseModel], row: Any, path: str) -> list[Fehler]:
    """Return everything that is wrong with a row by itself."""
    unknown: list[str] = []
    if isinstance(row, dict) and not row.keys() <= model.model_fields.keys():
        # Looked at here: a hostile file may have millions of them, with any characters.
        unknown = sorted(row.keys() - model.model_fields.keys())
        row = {name: value for name, value in row.items() if name in model.model_fields}
    errors = [(_joined(path, (name,)), _("Dieses Feld gibt es nicht.")) for name in unknown[:MAX_UNKNOWN]]
    try:
        model.__pydantic_validator__.validate_python(row)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        errors += [(_joined(path, part["loc"]), _sentence(part)) for part in found]
    return errors


def _joined(path: str, loc: tuple[str | int, ...]) -> str:
    return "/".join([path, *(visible(str(part))[:60] for part in loc)])


def _sentence(error: Any) -> str:
    sentences = {
        "missing": _("Das Feld fehlt."),
        "string_type": _("Hier muss Text stehen."),
        "string_unicode": _("Der Text enthält ein Zeichen, das es nicht gibt."),
        "int_type": _("Hier muss eine ganze Zahl stehen."),
        "model_type": _("Hier muss ein Eintrag mit Feldern stehen."),
        "greater_than_equal": _("Die Zahl muss mindestens {ge} sein."),
        "less_than_equal": _("Die Zahl darf höchstens {le} sein."),
        "literal_error": _("Erlaubt ist nur: {expected}."),
    }
    context = dict(error.get("ctx", {}))
    if "expected" in context:
        context["expected"] = context["expected"].replace(" or ", ", ").replace("'", "")
    known = sentences.get(error["type"])
    return str(error["msg"]) if known is None else known.format_map(context)


def _column_type(column: sa.Column[Any]) -> Any:
    kind = _KINDS[column.info["kind"]](column)
    return kind | None if column.nullable else kind


def _text_type(check: Callable[[str], str], **schema: Any) -> Any:
    return Annotated[str, AfterValidator(check), WithJsonSchema({"type": "string", **schema})]


def _refuse(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("myk", "{satz}", {"satz": sentence})


def _free_text(text: str) -> str:
    """Refuse text with characters that no person types; the same gate as at the keyboard."""
    if text.isprintable():
        return text
    bad = forbidden_character(text)
    if bad is not None:
        raise _refuse(
            _("Der Text enthält ein unsichtbares Steuerzeichen (U+{code:04X}); bitte löschen.").format(code=ord(bad))
        )
    return text


def _line_type(column: sa.Column[Any]) -> Any:
    maximum, required = int(column.info["max"]), bool(column.info.get("required"))

    def check(text: str) -> str:
        if "\n" in text:
            raise _refuse(_("Hier darf nur eine Zeile stehen."))
        return _long_text(text, maximum, required=required)

    return _text_type(check, **_length(maximum, required=required))


def _lines_type(column: sa.Column[Any]) -> Any:
    maximum, required = int(column.info["max"]), bool(column.info.get("required"))
    return _text_type(lambda text: _long_text(text, maximum, required=required), **_length(maximum, required=required))


def _length(maximum: int, *, required: bool) -> dict[str, Any]:
    # JSON Schema counts combining marks, we do not: the limit is only told.
    told = {"description": f"at most {maximum} letters"}
    return {**told, "minLength": 1} if required else told


def _long_text(text: str, maximum: int, *, required: bool) -> str:
    if required and not text:
        raise _refuse(_("Hier muss etwas stehen."))
    if len(text) > maximum and letters(text) > maximum:
        raise _refuse(_("Der Text ist länger als {max} Zeichen.").format(max=maximum))
    return _free_text(text)


def _shaped(pattern: re.Pattern[str], sentence: str, read: Callable[[str], Any] | None = None, **schema: Any) -> Any:
    def check(text: str) -> str:
        good = pattern.fullmatch(text) is not None
        if good and read is not None:
            try:
                read(text)
            except ValueError:
                good = False
        if not good:
            raise _refuse(_(sentence))
        return text

    return _text_type(check, pattern=f"^{pattern.pattern}$", **schema)


def _int_type(column: sa.Column[Any]) -> Any:
    low, high = column.info.get("low", 0), column.info.get("high", 2**53)
    return Annotated[int, Field(ge=low, le=high)]


def _json_type(column: sa.Column[Any]) -> Any:
    # Where null says that there is nothing, the empty text does not.
    return _text_type(lambda text: _json_text(text, required=bool(column.nullable)))


def _json_text(text: str, *, required: bool) -> str:
    """Accept JSON without forbidden characters, or the empty text."""
    if text or required:
        try:
            value = nested_loads(text)
        except ValueError as error:
            raise _refuse(_("Der Text ist kein gültiges JSON.")) from error
        check_texts(value)
    return _free_text(text)


def check_texts(value: Any) -> None:
    """Refuse forbidden characters in all texts inside a JSON value, keys included."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            _free_text(item)
        elif isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item.keys())
            waiting.extend(item.values())


_KINDS: dict[str, Callable[[sa.Column[Any]], Any]] = {
    "id": lambda _column: _shaped(UUID, N_("Hier muss eine Kennung (UUID in Kleinbuchstaben) stehen."), format="uuid"),
    "line": _line_type,
    "text": _lines_type,
    "word": lambda column: Literal[tuple(column.info["words"])],
    "date": lambda _column: _shaped(DATE, N_("Hier muss ein Datum wie 2026-11-23 stehen."), date.fromisoformat),
    "time": lambda _column: _shaped(
        TIME,
        N_("Hier muss eine Zeit wie 2026-11-23T18:00:00.000Z stehen."),
        lambda text: datetime.fromisoformat(text[:-1]),
    ),
    "order": lambda _column: _shaped(ORDER, N_("Das ist kein gültiger Ordnungsschlüssel.")),
    "json": _json_type,
    **dict.fromkeys(WHOLE, _int_type),
}
