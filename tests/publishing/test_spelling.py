from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model.column import Column
from corroborate.publishing.spelling import MOST_CHARACTERS, csv_cells, in_sheet, json_cells, spelling
from corroborate.publishing.workbooks import write_workbook

_COLUMNS = (
    Column("a", "text", ""),
    Column("b", "integer", ""),
    Column("c", "list", ""),
    Column("d", "boolean", ""),
)
_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",\n;\\'), max_size=12)
_AWKWARD = (
    "  blanks around ",
    "two\nlines",
    "a < b & c > d",
    "=SUM(A1)",
    "'quoted",
    "\x0bcontrol",
    "نص عربي",
    '"',
)


@given(text=_TEXTS, number=st.none() | st.integers(), words=st.lists(_TEXTS, max_size=2), truth=st.booleans())
def test_cells_of_a_row_are_those_that_csv_and_json_read(
    text: str, number: int | None, words: list[str], truth: bool
) -> None:
    row = (text, number, words, truth)
    ((first, *others),) = csv.reader(io.StringIO(csv_cells(_COLUMNS)(row), newline=""))
    assert first in (text, f"'{text}")
    assert others[0] == ("" if number is None else str(number))
    assert others[2] == str(truth).lower()
    assert tuple(json.loads(f"{{{json_cells(_COLUMNS)(row)}}}").values()) == row


@pytest.mark.parametrize("text", ["plain", "=1+1", 'a "b", c', "'-x", ""])
def test_a_cell_alone_is_spelled_as_in_a_row(text: str) -> None:
    alone, both = (csv_cells(columns) for columns in (_COLUMNS[:1], _COLUMNS[:2]))
    assert f"{alone((text,))}," == both((text, None))


def _in_a_workbook(path: Path, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    openpyxl = pytest.importorskip("openpyxl")
    assert write_workbook(path, {"documents": rows}, {}) == {"documents": len(rows)}
    head, *found = openpyxl.load_workbook(path)["documents"].iter_rows(values_only=True)
    return [dict(zip(head, each, strict=True)) for each in found]


def test_a_workbook_keeps_what_is_written_as_it_is(tmp_path: Path) -> None:
    row = dict.fromkeys(
        ("id", "kind", "title", "publisher", "published", "language", "url", "source", "copy_of", "coded_by",
         "reports", "added_at", "notes")
    )  # fmt: skip
    long = "x" * (MOST_CHARACTERS + 1)
    found = _in_a_workbook(
        tmp_path / "w.xlsx", [{**row, "title": text} for text in (*_AWKWARD, long, "", None)]
    )
    kept = [text.replace("\x0b", "\N{REPLACEMENT CHARACTER}") for text in _AWKWARD]
    assert [each["title"] for each in found[: len(kept)]] == kept
    assert (len(found[-3]["title"]), found[-3]["title"][-3:]) == (MOST_CHARACTERS, "[…]"[-3:])
    assert found[-2]["title"] is found[-1]["title"] is None


def test_a_form_that_is_no_text_keeps_cells() -> None:
    assert spelling("claims", ("quote",), "parquet")(("said",)) == ("said",)
    assert in_sheet(None) == "<c/>"
