from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from corroborate.cli.exits import told_in_one_line
from corroborate.errors import BadRequest, ItemFailed, UnreadableRecord

SOURCE = Path(__file__).parents[2] / "src"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCE)}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadRequest("no such day"), 2),
        (UnreadableRecord("x.db: is damaged"), 1),
        (ItemFailed("a.txt: is empty"), 1),
        (OSError(errno.ENOSPC, "No space left on device", "x.db"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_every_trouble_ends_in_one_line_and_its_code(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, told_in_one_line():
        raise error
    assert ended.value.code == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_error_of_our_own_making_stays_a_traceback() -> None:
    with pytest.raises(ZeroDivisionError), told_in_one_line():
        _ = 1 // 0


def test_a_reader_who_leaves_is_no_trouble(made: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "corroborate.cli", "export", "-r", str(made)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), errors) == (141, b"")


def test_an_interrupted_run_keeps_what_it_did_and_goes_on(tmp_path: Path) -> None:
    for at in range(400):
        (tmp_path / f"{at:03}.txt").write_text(
            f"{at} soldiers were killed in Gao on 11 March 2025, residents said. " * 30
        )
    record = tmp_path / "r.db"
    process = subprocess.Popen(
        [sys.executable, "-m", "corroborate.cli", "add", str(tmp_path), "-r", str(record)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # shells let jobs behind them ignore it
    )  # fmt: skip
    until = time.monotonic() + 60
    while not _kept(record) and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert b"run the same command" in errors


def _kept(record: Path) -> int:
    """How many documents a record holds, which may not be there yet."""
    try:
        with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
