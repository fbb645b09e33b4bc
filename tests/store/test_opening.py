from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import corroborate.store.opening as opening
from codings import TEXT, coding, document
from corroborate.errors import UnreadableRecord, UnwritableRecord
from corroborate.store import Store, open_store
from corroborate.store.tables import SCHEMA_VERSION, metadata

WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "record.db")


def made(path: str) -> str:
    with open_store(path) as store:
        store.save(coding())
    return path


def writer(path: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), path, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_migrations_make_exactly_the_tables() -> None:
    engine = opening.open_engine(":memory:")
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [each for each in found if "_words" not in str(each)] == []


def test_the_newest_migration_is_the_one_the_program_knows() -> None:
    folder = Path(opening.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == SCHEMA_VERSION


def test_a_record_opens_again_with_what_it_held(path: str) -> None:
    made(path)
    with open_store(path, create=False) as store:
        assert len(store.documents()) == 1
        assert store.troubles() == []


def test_a_record_is_kept_with_a_write_ahead_log(path: str) -> None:
    assert sqlite3.connect(made(path)).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_missing_record_is_not_made_when_only_reading(path: str) -> None:
    with pytest.raises(UnreadableRecord, match="no record here"):
        open_store(path, create=False)
    assert not Path(path).exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match=r"the folder .*nowhere does not exist"):
        open_store(str(tmp_path / "nowhere" / "record.db"))
    with pytest.raises(UnreadableRecord, match="is a folder"):
        open_store(str(tmp_path))


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("My notes. " * 200)
    with pytest.raises(UnreadableRecord, match="is not a record of Corroborate"):
        open_store(str(notes))
    assert notes.read_text() == "My notes. " * 200


def test_another_programs_database_is_refused_and_left_alone(path: str) -> None:
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE pictures (id)")
    with pytest.raises(UnreadableRecord, match="another program"):
        open_store(path)
    with sqlite3.connect(path) as theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("pictures",)]


def test_a_record_of_a_newer_version_asks_for_an_update(path: str) -> None:
    with sqlite3.connect(made(path)) as held:
        held.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnreadableRecord, match=r"newer version.*pip install -U"):
        open_store(path)


def test_a_damaged_record_is_said_to_be_damaged(path: str) -> None:
    made(path)
    with sqlite3.connect(path) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held.close()
    size = Path(path).stat().st_size
    with Path(path).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(UnreadableRecord, match=r"record\.db: .*damaged"), open_store(path) as store:
        store.incidents()


def test_a_full_disk_is_said_to_be_full_and_keeps_what_was_added(path: str) -> None:
    with open_store(path) as store:
        store.save(coding())
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UnwritableRecord, match="full"):
            store.save(coding(document(TEXT + "".join(f"word{number} " for number in range(200_000)))))
    with open_store(path) as store:
        assert [each.source.id for each in store.documents()] == [coding().document.id]
        assert store.troubles() == []


def test_a_read_only_record_can_be_read_and_says_that_it_cannot_be_written(path: str) -> None:
    made(path)
    with open_store(path, readonly=True) as store:
        assert len(store.incidents()) == 1
        with pytest.raises(UnwritableRecord, match="read-only"):
            store.save(coding(document("Another text.\n" + TEXT)))


def test_a_record_on_a_medium_that_cannot_be_written_is_opened_all_the_same(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path)
    monkeypatch.setattr(opening.os, "access", lambda *asked: False)
    with open_store(path) as store:
        assert len(store.incidents()) == 1
        assert not Path(f"{path}-shm").exists()
        with pytest.raises(UnwritableRecord, match="read-only"):
            store.save(coding(document("Another text.\n" + TEXT)))


def test_a_record_held_by_another_process_for_too_long(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made(path)
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr("corroborate.store.transactions._TRIES", 1)
    holder = sqlite3.connect(path)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(path) as store:
        assert len(store.incidents()) == 1
        with pytest.raises(UnwritableRecord, match="another process"):
            store.save(coding(document("Another text.\n" + TEXT)))


def test_two_processes_add_to_a_new_record_at_once(path: str) -> None:
    both = [writer(path, 0, 40), writer(path, 20, 60)]
    for each in both:
        _, complaints = each.communicate(timeout=60)
        assert each.returncode == 0, complaints
    assert_whole(path, 60)


def test_a_process_killed_while_adding_leaves_whole_documents_and_can_go_on(path: str) -> None:
    killed = writer(path, 0, 100_000)
    assert killed.stdout is not None
    said = [killed.stdout.readline() for _ in range(15)]
    killed.kill()
    killed.communicate()
    with open_store(path) as store:
        kept = len(store.documents())
    assert kept >= len(said)
    assert_whole(path, kept)
    again = writer(path, 0, kept + 5)
    assert again.wait(timeout=60) == 0
    assert_whole(path, kept + 5)


def assert_whole(path: str, documents: int) -> None:
    """Every document with all it tells, once, and findable."""
    with open_store(path) as store:
        sizes = store.sizes()
        per_document = len(store.claims()) // documents
        assert sizes["documents"] == sizes["reports"] == sizes["totals"] == sizes["stances"] == documents
        assert sizes["claims"] == documents * per_document
        assert len(found(store)) == documents
        assert store.troubles() == []


def found(store: Store) -> list[str]:
    from corroborate.model.selection import Selection

    return [hit.id for hit in store.search("splinters", Selection(limit=1_000))]
