"""Publish the JSON Schema of the snapshot: ``python tools/make_schema.py`` writes ``docs/snapshot.schema.json``."""

import json
from pathlib import Path
from typing import Any

from myk_tui.storage.snapshot import FORMAT_VERSION
from myk_tui.storage.snapshot_model import snapshot_model

TARGET = Path(__file__).parents[1] / "docs" / "snapshot.schema.json"


def schema_text() -> str:
    """Return the schema as it stands in the file."""
    schema = _without(snapshot_model(FORMAT_VERSION).model_json_schema(), {"title", "default"})
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Schnappschuss"}
    return json.dumps(head | schema, sort_keys=True, ensure_ascii=False, indent=1) + "\n"


def _without(node: Any, noise: set[str]) -> Any:
    """Leave out what pydantic adds by itself and nobody reads; no table has columns of these names."""
    if isinstance(node, dict):
        return {name: _without(value, noise) for name, value in node.items() if name not in noise}
    return [_without(value, noise) for value in node] if isinstance(node, list) else node


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(schema_text(), encoding="utf-8")
