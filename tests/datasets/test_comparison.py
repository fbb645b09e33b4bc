"""A dataset beside an article: its figures are seen, and it corroborates nothing."""

from __future__ import annotations

from pathlib import Path

from tests.datasets.test_reading import ACLED, BOMB
from tests.publishing.valley import bomb, document

import corroborate
from corroborate.model import Coding
from corroborate.store import Beside


def test_a_dataset_adds_a_figure_and_no_corroboration(tmp_path: Path) -> None:
    table = tmp_path / "acled.csv"
    table.write_text(f"{ACLED}\n{BOMB}\n")
    of = document()
    told = bomb(of, casualties=bomb(of).casualties[:1], perpetrators=())
    with corroborate.open(":memory:") as record:
        record.store.save(Coding(document=of, reports=(told,)), Beside(extractor="fake 1"))
        record.import_dataset(table)
        (row,) = record.incidents()
        assert row["documents"] == 2
        assert row["grade"] == "single-source"
        assert "ACLED" in row["source_names"]
        (official,) = record.incidents(rule="independent")
        assert official["killed_best"] is None


def test_a_dataset_alone_is_a_single_source(tmp_path: Path) -> None:
    table = tmp_path / "acled.csv"
    table.write_text(f"{ACLED}\n{BOMB}\n")
    with corroborate.open(":memory:") as record:
        record.import_dataset(table)
        (row,) = record.incidents()
        assert (row["grade"], row["grade_reason"], row["killed_best"]) == (
            "single-source",
            "told by ACLED alone",
            3,
        )
