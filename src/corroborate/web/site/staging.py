"""A site in the making: files are gathered beside the folder, and put into it when all are there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

STAMP = "made-of.txt"


class Stage:
    """Where the files of a site are gathered, each whole or not at all.

    What an interrupted run had gathered for the same `stamp` is there again, of any other it is thrown away.
    """

    def __init__(self, folder: Path, stamp: str) -> None:
        self.folder = folder
        self._made = folder.parent / f".{folder.name}.unfinished"
        try:
            is_same = (self._made / STAMP).read_text(encoding="utf-8") == stamp
        except OSError:
            is_same = False
        if not is_same:
            shutil.rmtree(self._made, ignore_errors=True)
            self.write(STAMP, stamp)

    def holds(self, name: str) -> bool:
        """Whether a file is there from before."""
        return (self._made / name).is_file()

    def write(self, name: str, text: str) -> None:
        """Write a file, whole."""
        with self.writing(name) as path:
            path.write_text(text, encoding="utf-8")

    def writing(self, name: str) -> _Whole:
        """A path to write to, which becomes the file once all of it is there."""
        return _Whole(self._made / name)

    def copy(self, source: Path, under: str) -> None:
        """Copy a folder, files that nobody made for the site."""
        for path in sorted(source.rglob("*")):
            name = f"{under}/{path.relative_to(source).as_posix()}"
            if path.is_file() and not self.holds(name):
                with self.writing(name) as to:
                    shutil.copyfile(path, to)

    def finish(self, last: str) -> int:
        """Put all into the folder: what is other than there is written, `last` at the end, what is not here goes.

        Gives back how many files were written. Where it is interrupted, the next run goes on.
        """
        names = [name for name in self._names() if name != last]
        written = sum(self._put(name) for name in (*names, last))
        kept = {*names, last}
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(self.folder).as_posix() not in kept:
                path.unlink()
        shutil.rmtree(self._made)
        return written

    def _names(self) -> Iterator[str]:
        for path in sorted(self._made.rglob("*")):
            name = path.relative_to(self._made).as_posix()
            if path.is_file() and name != STAMP and not name.endswith(_Whole.SUFFIX):
                yield name

    def _put(self, name: str) -> bool:
        made, to = self._made / name, self.folder / name
        if _is_same(made, to):
            return False
        if to.is_dir():
            shutil.rmtree(to)
        to.parent.mkdir(parents=True, exist_ok=True)
        # A copy first, so that what was gathered stays until all is in place.
        with _Whole(to) as path:
            shutil.copyfile(made, path)
        return True


class _Whole:
    SUFFIX = ".part"

    def __init__(self, path: Path) -> None:
        self._path, self._part = path, path.with_name(f"{path.name}{self.SUFFIX}")

    def __enter__(self) -> Path:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return self._part

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)


def _is_same(one: Path, other: Path) -> bool:
    if not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return one.read_bytes() == other.read_bytes()
