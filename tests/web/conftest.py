"""A desk on a record of a few example articles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate.web import Desk, make_app

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
STORIES = sorted(ARTICLES.iterdir())[::5]
"""Every fifth story: enough for each page to have something to show."""


@pytest.fixture(scope="session")
def made_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record made once; tests that change it take a copy."""
    path = tmp_path_factory.mktemp("desk") / "record.db"
    with corroborate.open(path, author="Ana") as record:
        record.add(*STORIES)
    return path


@pytest.fixture
def desk_record(made_record: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may change."""
    return Path(shutil.copy(made_record, tmp_path / "record.db"))


@pytest.fixture
def client(desk_record: Path) -> Iterator[TestClient]:
    """A reader at the desk who signs as Ana."""
    with corroborate.open(desk_record, author="Ana") as record:
        yield TestClient(make_app(Desk(record=record)), base_url="http://localhost")
