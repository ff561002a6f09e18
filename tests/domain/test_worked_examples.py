"""The worked examples in the docstrings of the rules are true."""

import doctest
import importlib
import pkgutil

import pytest

import myk_tui.domain

MODULES = [module.name for module in pkgutil.iter_modules(myk_tui.domain.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_every_worked_example_gives_what_it_says(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"myk_tui.domain.{name}")).failed == 0


def test_every_method_of_asking_the_round_has_worked_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    for name in ("bewertung", "stimmungsbild", "stimmungsbild_ergebnis", "stimmungsbild_konsent"):
        module = importlib.import_module(f"myk_tui.domain.{name}")
        assert any(found.examples for found in finder.find(module)), name
