# Every target works on a fresh machine: it makes .venv and installs what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
CATALOGUES := $(wildcard src/myk_tui/locale/*/LC_MESSAGES/*.po)

.PHONY: run demo test fault check bench bilder clean

run: $(READY)
	$(BIN)/myk-tui

demo: $(READY)
	$(BIN)/myk-tui --demo

test: $(READY_DEV)
	$(BIN)/pytest -n 2 --dist worksteal

# The decision is killed FAULTS times at random places of a real terminal; the seed that is named repeats a run.
fault: $(READY_DEV)
	@seed=$${FAULT_SEED:-$$(date +%s)}; echo "FAULT_SEED=$$seed"; \
	FAULTS=$${FAULTS:-100} FAULT_SEED=$$seed $(BIN)/pytest tests/e2e/test_faults.py tests/storage/test_killed.py

check: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/alembic_check.py

bench: $(READY_DEV)
	$(BIN)/python -m benchmarks

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml hatch_build.py $(CATALOGUES) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $(READY)

$(READY_DEV): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $(READY_DEV)

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

bilder: $(READY_DEV)
	$(BIN)/python tools/make_bilder.py
