"""Charts of tallies and trends that draw ranges, never a lone bar where sources differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corroborate.errors import BadRequest

if TYPE_CHECKING:
    import altair

    from corroborate.table import Table


def ranges(table: Table, measure: str = "killed") -> altair.LayerChart:
    """A tally as a chart: for each cell a line from the least to the greatest figure, and a tick at the best.

    The first part of the tally stands along the axis, a second one in colour. Incidents that belong to no cell
    are named in the subtitle, with the rule. Raises BadRequest where altair is not installed, or the table is no
    tally of that measure.
    """
    alt, parts = (
        _altair(),
        list(table.columns[: table.columns.index("apart")] if "apart" in table.columns else ()),
    )
    if not parts or len(parts) > 2 or f"{measure}_low" not in table.columns:
        raise BadRequest(f"ranges of {measure!r}: give a tally by one or two parts that counts it")
    cells = [
        _cell(row, parts, measure) for row in table if not row["apart"] and row[f"{measure}_low"] is not None
    ]
    shift: dict[str, Any] = {"color": f"{parts[1]}:N", "xOffset": f"{parts[1]}:N"} if len(parts) > 1 else {}
    along = alt.X(f"{parts[0]}:O", title=parts[0], sort=None)
    base = alt.Chart(alt.Data(values=cells), title=_title(alt, table, measure)).encode(x=along, **shift)
    line = base.mark_rule(strokeWidth=3).encode(
        y=alt.Y("low:Q", title=f"{measure.replace('_', ' ')} (people)"),
        y2="high:Q",
        tooltip=[*(f"{part}:N" for part in parts), "low:Q", "best:Q", "high:Q", "incidents:Q"],
    )
    chart: altair.LayerChart = line + base.mark_point(filled=True, size=40).encode(y="best:Q")
    return chart


def changes(table: Table) -> altair.LayerChart:
    """A trend as a chart: each period from the least to the greatest figure, a series a colour."""
    alt = _altair()
    if table.kind != "trend":
        raise BadRequest(f"a chart of changes needs a trend, not a table of {table.kind}")
    by = None if table.columns[0] == "period" else table.columns[0]
    rows = [
        {name: row[name] for name in (*([by] if by else []), "period", "value", "value_high")}
        for row in table
    ]
    shift: dict[str, Any] = {"color": f"{by}:N"} if by else {}
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("period:O", title=None), **shift)
    unit = table.units["value"]
    band = base.mark_area(opacity=0.3).encode(y=alt.Y("value:Q", title=unit), y2="value_high:Q")
    chart: altair.LayerChart = band + base.mark_line(point=True).encode(y="value:Q")
    return chart


def _cell(row: dict[str, Any], parts: list[str], measure: str) -> dict[str, Any]:
    figures = {end: row[f"{measure}_{end}"] for end in ("low", "best", "high")}
    return {part: row[part] for part in parts} | figures | {"incidents": row["incidents"]}


def _title(alt: Any, table: Table, measure: str) -> Any:
    apart = [f"{row['incidents']:g} {row['apart']}" for row in table if row["apart"]]
    told = [f"rule: {table.rule}", *([f"not shown: {', '.join(apart)}"] if apart else [])]
    return alt.TitleParams(measure.replace("_", " ").capitalize(), subtitle="; ".join(told))


def _altair() -> Any:
    try:
        import altair
    except ImportError:
        raise BadRequest(
            "charts: altair is not installed; install it with `pip install 'corroborate[plots]'`"
        ) from None
    return altair
