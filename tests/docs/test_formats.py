from __future__ import annotations

from pathlib import Path

import pytest

from corroborate.publishing import ALL_FORMS, COLUMNS

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ALL_FORMS)
def test_every_form_is_explained(form: str) -> None:
    assert f"| `.{form}` |" in TEXT


@pytest.mark.parametrize("kind", [kind for kind in COLUMNS if kind != "hits"])
def test_every_table_and_shape_is_named(kind: str) -> None:
    assert f"`{kind}`" in TEXT or f"`--what {kind}`" in TEXT
