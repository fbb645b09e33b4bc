"""Rows as layers of a GeoPackage, which QGIS, ArcGIS and GDAL open."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corroborate.errors import BadRequest
from corroborate.publishing.columns import names_of
from corroborate.publishing.frames import Row, batches, require_arrow, schema_of

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]  # it ships no types

_GEOMETRY = "geometry"
_POINT = struct.Struct("<BIdd")


def write_geopackage(
    path: Path, tables: Mapping[str, Iterable[Row]], head: Mapping[str, Any]
) -> dict[str, int]:
    """Write a layer for each table: points (WGS 84) where a table has coordinates, else rows without geometry.

    A row whose coordinates are unknown has no geometry; the column `id` of other projects' shapes stays an
    ordinary column. Gives back how many rows were written of each kind.
    """
    arrow = require_arrow("gpkg")
    pyogrio = _require_pyogrio()
    path.unlink(missing_ok=True)
    written = {}
    about = [(name, str(value)) for name, value in head.items() if value is not None]
    for kind, rows in tables.items():
        is_spatial = "longitude" in names_of(kind)
        schema, passed = _schema(kind, is_spatial), _Passed()
        reader = arrow.RecordBatchReader.from_batches(schema, passed.through(_layer(rows, kind, is_spatial)))
        shown: dict[str, Any] = {"geometry_name": _GEOMETRY, "geometry_type": "Point", "crs": "EPSG:4326"}
        try:
            pyogrio.write_arrow(
                reader, path, layer=kind, driver="GPKG", layer_metadata=dict(about), layer_options={"FID": "fid"},
                **(shown if is_spatial else {}),
            )  # fmt: skip
        except Exception as trouble:
            raise passed.trouble or trouble from None
        written[kind] = passed.rows
    return written


class _Passed:
    """Counts the rows that pass, and keeps what goes wrong on their way: GDAL would only say that it did."""

    def __init__(self) -> None:
        self.rows = 0
        self.trouble: BaseException | None = None

    def through(self, held: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        try:
            for batch in held:
                self.rows += batch.num_rows
                yield batch
        except BaseException as trouble:
            self.trouble = trouble
            raise


def _require_pyogrio() -> Any:
    try:
        import pyogrio  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        raise BadRequest(
            "gpkg: pyogrio is not installed; install it with `pip install corroborate[gis]`"
        ) from None
    return pyogrio


def _schema(kind: str, is_spatial: bool) -> pyarrow.Schema:
    schema = schema_of(kind, flat=True)
    return schema.append(_field()) if is_spatial else schema


def _field() -> Any:
    arrow = require_arrow("gpkg")
    return arrow.field(_GEOMETRY, arrow.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})


def _layer(rows: Iterable[Row], kind: str, is_spatial: bool) -> Iterator[pyarrow.RecordBatch]:
    arrow = require_arrow("gpkg")
    for batch in batches(rows, kind, flat=True):
        if not is_spatial:
            yield batch
            continue
        degrees = zip(
            batch.column("longitude").to_pylist(), batch.column("latitude").to_pylist(), strict=True
        )
        points = arrow.array([_point(*pair) for pair in degrees], type=arrow.binary())
        yield arrow.RecordBatch.from_arrays([*batch.columns, points], schema=_schema(kind, True))


def _point(longitude: float | None, latitude: float | None) -> bytes | None:
    """A point as well-known binary; None where it is unknown."""
    if longitude is None or latitude is None or math.isnan(longitude) or math.isnan(latitude):
        return None
    return _POINT.pack(1, 1, longitude, latitude)
