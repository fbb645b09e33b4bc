"""Answers by what was asked, kept in a folder: the same question costs nothing the second time."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corroborate.errors import RunFailed


class Cache:
    """A folder of answers, one small file each, readable by their owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as trouble:
            raise _unwritable(folder, trouble) from trouble

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under `key`; None where there is none, or none that can be read."""
        try:
            held = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        answer = held.get("answer") if isinstance(held, dict) else None
        return answer if isinstance(answer, dict) else None

    def put(self, key: str, answer: dict[str, Any], about: Mapping[str, object]) -> None:
        """Keep an answer, whole or not at all; `about` stands beside it for a reader."""
        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({**about, "answer": answer}, out, ensure_ascii=True)
            Path(name).replace(path)
        except OSError as trouble:
            raise _unwritable(self.folder, trouble) from trouble

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def key_of(*parts: str) -> str:
    """The key of a question, from all that it consists of."""
    whole = json.dumps(parts)
    return hashlib.sha256(whole.encode()).hexdigest()


def _unwritable(folder: Path, trouble: OSError) -> RunFailed:
    why = (trouble.strerror or str(trouble)).lower()
    return RunFailed(
        f"{folder}: answers cannot be kept here ({why}); set CORROBORATE_LLM_CACHE to another folder"
    )
