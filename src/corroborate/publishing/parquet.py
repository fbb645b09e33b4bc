"""Rows as Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from corroborate.publishing.frames import Row, batches, require_arrow, schema_of


def write_parquet(path: Path, tables: Mapping[str, Iterable[Row]], head: Mapping[str, Any]) -> dict[str, int]:
    """Write the one table given, compressed with Zstandard; the file's metadata hold the head as JSON.

    Gives back how many rows were written of each kind.
    """
    require_arrow("parquet")
    import pyarrow.parquet  # type: ignore[import-untyped]  # it ships no types

    ((kind, rows),) = tables.items()
    schema = schema_of(kind).with_metadata({"corroborate": json.dumps(head, ensure_ascii=False)})
    written = 0
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches(rows, kind):
            writer.write_batch(batch)
            written += batch.num_rows
    return {kind: written}
