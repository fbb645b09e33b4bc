from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import fake_extraction
import pytest
from fake_extraction import FIRST, OPTIONS, OTHER, SECOND

from corroborate.errors import ItemFailed, UnwritableRecord
from corroborate.model import Coding, Document
from corroborate.pipeline import AddOptions, Extractor, Progress, add, link_waiting, relink, relink_all
from corroborate.pipeline.adding import is_older
from corroborate.store import Store, open_store


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as held:
        yield held


def written(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder / f"{name}.txt" for name in texts]


def test_reports_of_one_bomb_become_one_incident_and_the_quarrel_another(
    store: Store, tmp_path: Path
) -> None:
    summary = add(store, written(tmp_path, a=FIRST, b=SECOND, c=OTHER), OPTIONS)
    assert (summary.read, summary.added, summary.reports, summary.linked) == (3, 3, 3, 3)
    assert [len(incident.reports) for incident in store.incidents()] == [1, 2]
    (link,) = (each for each in store.links() if each.status == "linked")
    assert link.reasons


def test_adding_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    paths = written(tmp_path, a=FIRST, b=SECOND)
    add(store, paths, OPTIONS)
    before = store.sizes()
    summary = add(store, paths, OPTIONS)
    assert (summary.unchanged, summary.added, summary.linked) == (2, 0, 0)
    assert store.sizes() == before


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    paths = written(tmp_path, a=FIRST, b=SECOND, c=OTHER)
    found = []
    for order in (paths, paths[::-1]):
        with open_store(":memory:") as store:
            for path in order:
                add(store, [path], OPTIONS)
            found.append({(each.id, frozenset(r.id for r in each.reports)) for each in store.incidents()})
    assert found[0] == found[1]


def test_what_fails_is_listed_and_the_rest_goes_on(store: Store, tmp_path: Path) -> None:
    paths = written(tmp_path, a=FIRST, b="The poison was found in the well by the people of the town.", c="")
    summary = add(store, [*paths, tmp_path / "missing.txt"], OPTIONS)
    assert (summary.added, summary.uncoded) == (2, 1)
    assert len(summary.failed) == 3
    assert all("\n" not in str(each) for each in summary.failed)
    assert any(
        "b.txt: was kept but could not be coded (ValueError: no such thing)" in str(each)
        for each in summary.failed
    )


def test_what_could_not_be_coded_is_coded_once_it_can_be(store: Store, tmp_path: Path) -> None:
    paths = written(tmp_path, a=FIRST)

    def broken(document: Document) -> Coding:
        raise ValueError("broken")

    add(store, paths, replace(OPTIONS, code=broken))
    assert store.incidents() == []
    assert add(store, paths, OPTIONS).recoded == 1
    assert len(store.incidents()) == 1


def test_a_document_in_another_language_is_kept_and_never_coded(store: Store, tmp_path: Path) -> None:
    text = "Пятеро военных погибли во вторник при взрыве у города, сообщили власти. killed soldiers two soldiers were killed"
    summary = add(store, written(tmp_path, a=text.split("killed")[0]), OPTIONS)
    assert (summary.added, summary.uncoded, summary.failed) == (1, 1, [])
    (held,) = store.documents()
    assert held.extractor is None
    assert store.search("взрыве")


def test_a_syndicated_copy_is_known_as_one(store: Store, tmp_path: Path) -> None:
    summary = add(store, written(tmp_path, a=FIRST, b=FIRST + "\nReported from Mina.", c=SECOND), OPTIONS)
    assert summary.copies == 1
    first, second, _ = store.documents()
    assert second.source.copy_of == first.source.id


def test_breaking_off_keeps_what_was_added_and_the_next_run_links_it(store: Store, tmp_path: Path) -> None:
    paths = written(tmp_path, a=FIRST, b=SECOND)

    def interrupt(progress: Progress) -> None:
        if progress.done == 1:
            raise KeyboardInterrupt

    summary = add(store, paths, OPTIONS, interrupt)
    assert summary.interrupted
    assert len(store.documents()) == 1
    assert len(store.incidents()) == 1
    assert add(store, paths, OPTIONS).linked == 2


def test_a_record_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    paths = written(tmp_path, a=FIRST)
    path = str(tmp_path / "record.db")
    open_store(path).close()
    with open_store(path, readonly=True) as store, pytest.raises(UnwritableRecord, match="read-only"):
        add(store, paths, OPTIONS)


def test_a_newer_extractor_codes_again_and_an_older_one_does_not(store: Store, tmp_path: Path) -> None:
    paths = written(tmp_path, a=FIRST)
    add(store, paths, OPTIONS)
    assert add(store, paths, replace(OPTIONS, extractor="fake 1.1")).recoded == 1
    assert add(store, paths, replace(OPTIONS, extractor="fake 1.0")).unchanged == 1
    assert add(store, paths, replace(OPTIONS, extractor="fake 1.1", again=True)).recoded == 1
    assert is_older("fake 1.9", "fake 1.10")
    assert not is_older("fake 2.0", "fake 1.10")


def test_progress_is_told(store: Store, tmp_path: Path) -> None:
    told: list[Progress] = []
    add(store, written(tmp_path, a=FIRST, b=SECOND), OPTIONS, told.append)
    assert [(each.stage, each.done) for each in told] == [("reading", 1), ("reading", 2), ("linking", 2)]


def test_linking_all_anew_gives_the_same_incidents(store: Store, tmp_path: Path) -> None:
    add(store, written(tmp_path, a=FIRST, b=SECOND, c=OTHER), OPTIONS)
    before = [incident.id for incident in store.incidents()]
    assert relink_all(store) == 3
    assert [incident.id for incident in store.incidents()] == before
    assert link_waiting(store) == 0
    relink(store, [before[0]])
    assert [incident.id for incident in store.incidents()] == before


def test_failures_are_of_the_one_kind(store: Store, tmp_path: Path) -> None:
    (failed,) = add(store, [tmp_path / "nothing.txt"], OPTIONS).failed
    assert isinstance(failed, ItemFailed)


def adding(path: Path, *sources: Path) -> subprocess.Popen[str]:
    command = [sys.executable, fake_extraction.__file__, str(path), *map(str, sources)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def variants(folder: Path, count: int) -> list[Path]:
    """Documents of one bomb and of one quarrel, no two alike in their words."""
    filler = [
        "north",
        "south",
        "east",
        "west",
        "hill",
        "river",
        "road",
        "town",
        "field",
        "house",
        "market",
        "bridge",
        "school",
        "mill",
        "gate",
        "well",
    ]
    texts = {}
    for number in range(count):
        mixed = random.Random(number).choices(filler, k=60)
        texts[f"n{number:03}"] = f"{(FIRST, SECOND, OTHER)[number % 3]}\nIt lies near {' '.join(mixed)}."
    return written(folder, **texts)


def grouped(path: Path) -> set[frozenset[str]]:
    with open_store(str(path)) as store:
        assert store.waiting_reports() == []
        assert store.troubles() == []
        return {frozenset(report.id for report in incident.reports) for incident in store.incidents()}


def test_two_processes_that_add_at_once_end_where_one_does(tmp_path: Path) -> None:
    paths = variants(tmp_path, 12)
    both = [adding(tmp_path / "two.db", *paths[:8]), adding(tmp_path / "two.db", *paths[4:])]
    for each in both:
        _, complaints = each.communicate(timeout=120)
        assert each.returncode == 0, complaints
    with open_store(str(tmp_path / "one.db")) as store:
        add(store, paths, OPTIONS)
    assert grouped(tmp_path / "two.db") == grouped(tmp_path / "one.db")


def test_a_killed_run_is_taken_up_where_it_ended(tmp_path: Path) -> None:
    paths = variants(tmp_path, 12)
    killed = adding(tmp_path / "killed.db", *paths)
    assert killed.stdout is not None
    for _ in range(7):
        killed.stdout.readline()
    killed.kill()
    killed.communicate()
    with open_store(str(tmp_path / "killed.db")) as store:
        summary = add(store, paths, OPTIONS)
        assert summary.unchanged >= 7
    with open_store(str(tmp_path / "one.db")) as store:
        add(store, paths, OPTIONS)
    assert grouped(tmp_path / "killed.db") == grouped(tmp_path / "one.db")


def test_several_documents_are_under_way_at_once_and_kept_in_order(store: Store, tmp_path: Path) -> None:
    begun: list[str] = []

    def begin(document: Document) -> Callable[[], Coding]:
        begun.append(document.id)
        return partial(fake_extraction.fake_extract, document)

    told: list[int] = []
    fake = Extractor(name="fake", version="1.0", code=fake_extraction.fake_extract, begin=begin, ahead=2)
    paths = written(tmp_path, a=FIRST, b=SECOND, c=OTHER)
    summary = add(store, [*paths, paths[0]], AddOptions().by(fake), lambda progress: told.append(len(begun)))
    assert (summary.added, summary.unchanged, summary.reports) == (3, 1, 3)
    assert told[0] == 3
    before = len(begun)
    assert add(store, paths, AddOptions().by(fake)).unchanged == 3
    assert len(begun) == before


def test_a_document_to_which_there_is_no_answer_is_kept_and_tried_again(store: Store, tmp_path: Path) -> None:
    def mute(document: Document) -> Coding:
        raise ItemFailed(f"{document.source}: no answer")

    paths = written(tmp_path, a=FIRST)
    (failed,) = add(store, paths, replace(OPTIONS, code=mute)).failed
    assert str(failed).endswith("a.txt: no answer; it was kept, and is tried again when added again")
    assert add(store, paths, OPTIONS).recoded == 1
