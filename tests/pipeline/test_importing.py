from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.publishing.valley import bomb, document, record

import corroborate
from corroborate.datasets import read_dataset
from corroborate.model import Coding, Decision, content_id, span_of
from corroborate.publishing import WHOLE
from corroborate.store import Beside

LEARNED_HERE = {"kind", "added_at"}
"""What a copy says of itself: that it came as a dataset, and when."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "record"
    with record() as held:
        held.export(folder, "all", include_names=True)
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(newline="") as file:
        return [{name: cell for name, cell in row.items() if name not in LEARNED_HERE or path.stem != "documents"}
                for row in csv.DictReader(file)]  # fmt: skip


def test_a_record_comes_back_whole(exported: Path, tmp_path: Path) -> None:
    with corroborate.open(tmp_path / "copy.db") as copy:
        summary = copy.import_dataset(exported)
        assert (summary.added, summary.reports, summary.decisions, summary.failed) == (1, 3, 2, [])
        copy.export(tmp_path / "again", "all", include_names=True)
        assert copy.documents()[0]["kind"] == "dataset"
    for kind in WHOLE:
        assert rows(tmp_path / "again" / f"{kind}.csv") == rows(exported / f"{kind}.csv"), kind


def test_importing_again_changes_nothing(exported: Path, tmp_path: Path) -> None:
    with corroborate.open(tmp_path / "copy.db") as copy:
        copy.import_dataset(exported)
        before = copy.store.sizes()
        summary = copy.import_dataset(exported / "datapackage.json")
        assert (summary.added, summary.unchanged, summary.reports, summary.decisions) == (0, 1, 0, 0)
        assert copy.store.sizes() == before


def test_quotations_stand_at_their_places_in_the_rebuilt_text(exported: Path, tmp_path: Path) -> None:
    with corroborate.open(tmp_path / "copy.db") as copy:
        copy.import_dataset(exported)
        text = copy.document(document().id).text
    span = bomb(document()).evidence[0]
    assert text[span.start : span.end] == span.quote


def test_claims_alone_keep_every_claim(exported: Path, tmp_path: Path) -> None:
    with corroborate.open(tmp_path / "copy.db") as copy:
        copy.import_dataset(exported / "claims.csv")
        copy.export(tmp_path / "claims.csv", "claims", include_names=True)
    again = [{**row, "incident": ""} for row in rows(tmp_path / "claims.csv")]
    assert again == [{**row, "incident": ""} for row in rows(exported / "claims.csv")]


def test_incidents_alone_become_claims_of_their_makers(exported: Path, tmp_path: Path) -> None:
    with corroborate.open(tmp_path / "copy.db") as copy:
        copy.import_dataset(exported / "incidents.csv", publisher="District Monitor")
        bombed = next(row for row in copy.incidents() if row["place"] == "Turbat")
        assert (bombed["killed_low"], bombed["killed_high"], bombed["source_names"]) == (
            4,
            8,
            ["District Monitor"],
        )
        assert bombed["perpetrators"] == ["BLA (claimed)"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("reports.csv", "is the table of reports alone; name the folder"),
        ("decisions.csv", "is the table of decisions alone; name the folder"),
    ],
)
def test_a_part_of_a_record_is_refused_with_what_to_do(
    exported: Path, tmp_path: Path, table: str, said: str
) -> None:
    with corroborate.open(tmp_path / "copy.db") as copy:
        (failure,) = copy.import_dataset(exported / table).failed
        assert said in str(failure)
        assert len(copy.documents()) == 0


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("reports", "armed_clash", "magic", r"reports\.csv, row 4: type 'magic' is none of"),
        ("reports", '""weapons""', '""arms""', r"reports\.csv, row 2: 'weapons' is missing"),
        ("decisions", "2024-06-01T10:00:00+00:00", "then", r"decisions\.csv, row 2: Invalid isoformat"),
        ("documents", "coded_by", "coder", r"documents\.csv: has no column 'coded_by'"),
    ],
)
def test_a_damaged_export_is_refused_whole(
    exported: Path, tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    folder = shutil.copytree(exported, tmp_path / "damaged")
    path = folder / f"{table}.csv"
    path.write_text(
        path.read_text().replace(old, new, 1) if table != "reports" else path.read_text().replace(old, new)
    )
    with corroborate.open(tmp_path / "copy.db") as copy:
        (failure,) = copy.import_dataset(folder).failed
        assert len(copy.documents()) == 0
    with pytest.raises(type(failure), match=said):
        raise failure


def test_a_folder_that_is_no_record_is_refused(tmp_path: Path) -> None:
    with corroborate.open(tmp_path / "copy.db") as copy:
        (failure,) = copy.import_dataset(tmp_path).failed
        assert "holds no documents.csv and no reports.csv" in str(failure)


def test_beside_other_reports_a_record_is_linked_anew(exported: Path, tmp_path: Path) -> None:
    of = document("Bomb in Turbat\n\n" + document().text.replace("Post", "Times"), publisher="The Times")
    with corroborate.open(tmp_path / "copy.db") as copy:
        copy.store.save(Coding(document=of, reports=(bomb(of),)))
        copy.import_dataset(exported)
        assert any(row["documents"] == 2 for row in copy.incidents())


AWKWARD = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12
) | st.sampled_from(
    ["=1+1", "'=x", "''", " a ", "a; b", 'say "x"', "a,b\r\nc", "[1]", "{", "\ufeff", "\u2028", "-", "#x"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=AWKWARD, publisher=AWKWARD, name=AWKWARD, quote=AWKWARD, reason=AWKWARD)
def test_whatever_words_a_record_holds_they_come_back_to_the_letter(
    tmp_path: Path, title: str, publisher: str, name: str, quote: str, reason: str
) -> None:
    of = document(f"{quote} {document().text}", title=title, publisher=publisher, notes=())
    who = replace(bomb(of).perpetrators[0], name=name, span=span_of(of.text, 0, len(quote)))
    told = replace(bomb(of), perpetrators=(who,))
    folder = tmp_path / f"{content_id(repr((title, publisher, name, quote, reason)).encode())[:12]}"
    made = datetime.fromisoformat("2024-06-01T10:00:00+00:00")
    decided = Decision(id="d", kind="correct", subjects=(told.id,), author=name, made_at=made, reason=reason,
                       field="stage", value="foiled")  # fmt: skip
    with corroborate.open(":memory:") as held:
        held.store.save(Coding(document=of, reports=(told,)), Beside(extractor="fake 1"))
        held.store.decide(decided)
        held.export(folder, "all", include_names=True)
    back = read_dataset(folder)
    (coding,) = back.codings
    assert coding.reports == (told,)
    assert (coding.document.title, coding.document.publisher) == (title, publisher)
    assert back.decisions == (decided,)
    assert coding.document.text[: len(quote)] == quote
