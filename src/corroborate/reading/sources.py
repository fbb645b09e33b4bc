"""What the user points at: files, folders, patterns, standard input, addresses."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from corroborate.errors import ItemFailed, UnreadableDocument

# Parts of saved web pages and of file systems, which no one takes for articles.
NO_ARTICLES = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".ico",
        ".bmp",
        ".tif",
        ".tiff",
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".mp3",
        ".mp4",
        ".m4a",
        ".webm",
        ".wav",
        ".ogg",
        ".avi",
        ".mov",
        ".db",
        ".db3",
        ".sqlite",
        ".sqlite3",
        ".duckdb",
        ".pyc",
        ".lock",
        ".part",
    ]
)
_BESIDE_DATABASES = ("-wal", "-shm", "-journal")
_SQLITE = b"SQLite format 3\0"


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a path."""
    return "://" in source and not Path(source).exists()


def locate(source: str | Path) -> Iterator[Path | ItemFailed]:
    """The files that a path or pattern names, folders with all below them, in the order of their names."""
    path = Path(source)
    if os.path.lexists(path):
        yield from _locate_path(path)
        return
    if any(letter in str(source) for letter in "*?["):
        found = sorted(glob.glob(str(source), recursive=True))  # noqa: PTH207  (Path.glob takes no absolute pattern)
        if not found:
            yield UnreadableDocument(
                f"{source}: no file matches this pattern: check it (and quote it in the shell)"
            )
        for name in found:
            yield from _locate_path(Path(name))
        return
    yield UnreadableDocument(f"{source}: no such file or folder: check the path")


def _locate_path(path: Path) -> Iterator[Path | ItemFailed]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield unreadable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _locate_folder(path)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        yield path
    else:
        yield UnreadableDocument(f"{path}: not a file: give a file, a folder or an address")


def _locate_folder(folder: Path) -> Iterator[Path | ItemFailed]:
    found = 0
    failed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from _drain(failed)
        for name in sorted(names):
            path = Path(place, name)
            if name.startswith(".") or _is_no_article(path):
                continue
            found += 1
            yield path if path.is_file() else _no_file(path)
    found += len(failed)
    yield from _drain(failed)
    if not found:
        yield UnreadableDocument(f"{folder}: no readable files in this folder: give one with texts or pages")


def _is_no_article(path: Path) -> bool:
    """Whether a name is that of no article: by its ending, or as what SQLite keeps beside a database."""
    for ending in _BESIDE_DATABASES:
        if path.name.endswith(ending):
            path = path.with_name(path.name.removesuffix(ending))
            return path.suffix.lower() in NO_ARTICLES or path.exists()
    return path.suffix.lower() in NO_ARTICLES or _is_database(path)


def _is_database(path: Path) -> bool:
    """Whether a file without an ending is a database, such as a record under a name of its own."""
    if path.suffix or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _drain(failed: list[OSError]) -> Iterator[ItemFailed]:
    while failed:
        error = failed.pop()
        yield unreadable(Path(error.filename or "?"), error)


def _no_file(path: Path) -> ItemFailed:
    try:
        path.stat()
    except OSError as error:
        return unreadable(path, error)
    return UnreadableDocument(f"{path}: not a regular file: left out")


def unreadable(path: Path | str, error: OSError) -> ItemFailed:
    """What is wrong with a path, in one line."""
    if isinstance(path, Path) and path.is_symlink() and not path.exists():
        return UnreadableDocument(f"{path}: a broken link to {path.readlink()}: repair or remove it")
    if isinstance(error, PermissionError):
        return UnreadableDocument(f"{path}: permission denied: allow reading or leave it out")
    return UnreadableDocument(
        f"{path}: {(error.strerror or str(error)).lower()}: check the file and its disk"
    )
