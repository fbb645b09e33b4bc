"""What takes long is made in the background, and shown as it last was meanwhile."""

from __future__ import annotations

from threading import Event

from corroborate import Record
from corroborate.model import Coding, Document
from corroborate.store import Beside, open_store
from corroborate.web.keeping import Keeper


def test_an_answer_is_made_once_for_each_state_of_the_record() -> None:
    made = []
    with open_store(":memory:") as store:
        keeper, record = Keeper(), Record(store, author="Ana")
        for _ in range(3):
            assert keeper.get(record.store.state_mark(), "n", lambda: made.append(1) or len(made), None) == (
                1,
                True,
            )
        store.save(Coding(document=Document(id="d", source="d", text="A.")), Beside(extractor="x"))
        assert keeper.get(record.store.state_mark(), "n", lambda: made.append(1) or len(made), None) == (
            2,
            True,
        )


def test_who_cannot_wait_is_shown_what_was_last_or_nothing() -> None:
    go = Event()
    with open_store(":memory:") as store:
        keeper, record = Keeper(), Record(store, author="Ana")
        assert keeper.get(record.store.state_mark(), "n", lambda: go.wait(5), 0.01) == (None, False)
        go.set()
        assert keeper.get(record.store.state_mark(), "n", lambda: go.wait(5), None) == (True, True)


def test_what_nobody_waited_for_is_there_the_next_time() -> None:
    made = Event()
    keeper = Keeper()
    assert keeper.get("mark", "n", lambda: made.set() or "found", 0).value in (None, "found")
    made.wait(5)
    keeper.get("mark", "other", lambda: None, None)
    assert keeper.get("mark", "n", lambda: "made again", None) == ("found", True)
