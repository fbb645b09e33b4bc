"""The charts of a report, drawn by Altair: ranges as bars from the least to the greatest figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from corroborate.publishing.report import words
from corroborate.publishing.report.blocks import Picture
from corroborate.publishing.report.entries import numbered
from corroborate.publishing.report.material import Material, cells_by
from corroborate.publishing.report.matters import CAMPS, Sides, named_actors, sides_compared
from corroborate.publishing.report.templates import Palette

Values = Sequence[Mapping[str, Any]]
FONT = "Source Sans Pro, Noto Sans, Helvetica, Arial, sans-serif"
_WIDTH = 640
_MOST_BARS = 12
_MONTHS_SHOWN = 13


def over_time(material: Material, palette: Palette) -> list[Picture]:
    """Incidents and people killed in each month before and in the period; of a lone month, each day."""
    found = [
        picture
        for measure, title in (
            ("incidents", "Incidents each month"),
            ("killed", "People killed each month, without fighters"),
        )
        if (picture := _months(material, measure, title, palette))
    ]
    return [*found, *_days(material, palette)]


def _months(material: Material, measure: str, title: str, palette: Palette) -> Picture | None:
    series = material.followed.get(f"{measure} by month")
    if series is None:
        return None
    first, last = material.scope.since.toordinal(), material.scope.until.toordinal()
    values: list[dict[str, Any]] = [
        {
            "period": period.name,
            "low": low,
            "high": high,
            "is_now": period.last >= first and period.first <= last,
        }
        for period, low, high in zip(series.periods, series.lows, series.highs, strict=True)
        if period.first <= last
    ]
    in_period = sum(value["is_now"] for value in values)
    values = values[-(in_period if in_period >= 12 else _MONTHS_SHOWN) :]
    if len(values) < 2 or not any(value["high"] for value in values):
        return None
    said = (f"{words.period(each['period'])} {words.span(each['low'], each['high'])}" for each in values)
    told = f"{title}: {', '.join(said)}."
    note = (
        ""
        if measure == "incidents"
        else "The solid part is the least figure, the faint part reaches to the greatest."
    )
    return Picture(
        name=f"months-{measure}",
        svg=_columns(values, palette, title),
        title=title,
        alt=told,
        note=note,
        share=50,
    )


def _days(material: Material, palette: Palette) -> list[Picture]:
    if not 5 <= material.scope.days <= 62:
        return []
    counts: dict[int, int] = {}
    for each in material.incidents:
        if each.earliest is not None and each.earliest == each.latest:
            counts[each.earliest] = counts.get(each.earliest, 0) + 1
    if not counts:
        return []
    first = material.scope.since.toordinal()
    values = [
        {
            "period": date.fromordinal(day).isoformat(),
            "low": counts.get(day, 0),
            "high": counts.get(day, 0),
            "is_now": True,
        }
        for day in range(first, first + material.scope.days)
    ]
    busiest = max(counts, key=lambda day: (counts[day], -day))
    told = f"Incidents on each day; the most, {counts[busiest]}, on {words.day(date.fromordinal(busiest))}."
    undated = len(material.incidents) - sum(counts.values())
    note = (
        f"{words.counted(undated, 'incident')} dated more coarsely than to the day not drawn."
        if undated
        else ""
    )
    svg = _columns(values, palette, "Incidents each day", by="day")
    return [Picture(name="days", svg=svg, title="Incidents each day", alt=told, note=note)]


def by_group(material: Material, palette: Palette) -> Picture | None:
    """People killed of each group, from the least to the greatest figure."""
    cells = [cell for cell in cells_by(material, "group") if cell.key]
    values: list[dict[str, Any]] = [
        {
            "name": words.group(str(cell.key)),
            "low": _either(cell.row, "low"),
            "high": _either(cell.row, "high"),
        }
        for cell in cells
        if _either(cell.row, "low") is not None
    ]
    values.sort(key=lambda value: -float(value["high"] or 0))
    told = "; ".join(f"{value['name']} {words.span(value['low'], value['high'])}" for value in values)
    return _lying(values, "Killed, by group", f"People killed by group: {told}.", palette, "groups")


def _either(row: Mapping[str, Any], end: str) -> float | None:
    """The figure of a group: fighters stand in columns of their own."""
    people: float | None = row[f"killed_{end}"]
    fighters: float | None = row[f"militants_killed_{end}"]
    return fighters if people is None else people


def by_tactic(material: Material, palette: Palette) -> Picture | None:
    """Incidents of each type."""
    cells = [cell for cell in cells_by(material, "type") if cell.key]
    values = [
        {"name": words.kind(str(cell.key), 2), "low": len(cell.ids), "high": len(cell.ids)} for cell in cells
    ]
    told = "; ".join(f"{value['name']} {value['low']}" for value in values)
    return _lying(values, "Incidents, by type", f"Incidents by type: {told}.", palette, "types")


def by_actor(material: Material, palette: Palette) -> Picture | None:
    """Incidents of each actor that has a name."""
    named = named_actors(material)
    cells = [cell for cell in cells_by(material, "actor") if cell.key in named]
    values = [{"name": str(cell.key), "low": len(cell.ids), "high": len(cell.ids)} for cell in cells]
    told = "; ".join(f"{value['name']} {value['low']}" for value in values[:_MOST_BARS])
    return _lying(
        values,
        "Incidents, by who is said to have done them",
        f"Incidents by actor: {told}.",
        palette,
        "actors",
    )


def claimed(material: Material, palette: Palette) -> Picture | None:
    """For incidents with figures of two sides: each side's range, side by side."""
    compared = [each for each in sides_compared(material) if each.effect == "killed"][:_MOST_BARS]
    numbers = {id_: f" ({number})" for id_, number in numbered(material).items()}
    values: list[dict[str, Any]] = [
        {
            "name": f"{_place(sides)}, {words.whom(sides.group)}{numbers.get(sides.incident.id, '')}",
            "camp": CAMPS[camp],
            "low": low,
            "high": high,
        }
        for sides in compared
        for camp, (low, high) in sides.by_camp.items()
    ]
    if not values:
        return None
    told = "; ".join(
        f"{value['name']}: {value['camp']} {words.span(value['low'], value['high'])}" for value in values
    )
    title = "Killed: what each side says of the same incident"
    return Picture(
        name="sides",
        svg=_dumbbells(values, palette),
        title=title,
        alt=f"{title}. {told}.",
        note="A line reaches from the least to the greatest figure of a side. Numbers are those of the incidents in the list.",
    )


def _chart(alt: Any, values: Values) -> Any:
    return alt.Chart(alt.Data(values=[dict(value) for value in values]))


def _place(sides: Sides) -> str:
    return sides.incident.place.chain[0] if sides.incident.place else "place unknown"


def _columns(values: Values, palette: Palette, title: str, by: str = "period") -> str:
    import altair as alt

    base = _chart(alt, values)
    label = _MONTH_LABEL if by == "period" else "substring(datum.value, 8)"
    x = alt.X(
        "period:N", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, labelExpr=label)
    )
    now = alt.condition("datum.is_now", alt.value(palette.accent), alt.value(palette.muted))
    light = base.mark_bar(opacity=0.45).encode(
        x=x, y=alt.Y("high:Q", title=None, stack=None, axis=_ticks(alt, values)), color=now
    )
    dark = base.mark_bar().encode(x=x, y=alt.Y("low:Q", title=None, stack=None), color=now)
    return _drawn(alt.layer(light, dark), palette, width=_WIDTH if by == "day" else 330, height=150)


def _ticks(alt: Any, values: Values) -> Any:
    most = max((float(value["high"]) for value in values), default=0)
    return alt.Axis(tickMinStep=1, tickCount=min(5, max(1, int(most))), format=",d")


_MONTH_LABEL = (
    "['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec'][parseInt(substring(datum.value, 5)) - 1]"
    " + (substring(datum.value, 5) == '01' ? ' ' + substring(datum.value, 0, 4) : '')"
)
"""How a month is written below its column: its first letters, January with its year."""


def _lying(values: Values, title: str, told: str, palette: Palette, name: str) -> Picture | None:
    import altair as alt

    shown = [dict(value) for value in values[:_MOST_BARS]]
    if not any(value["high"] for value in shown):
        return None
    for value in shown:
        value["text"] = words.span(value["low"], value["high"])
    base = _chart(alt, shown).encode(
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=210, ticks=False, domain=False))
    )
    light = base.mark_bar(opacity=0.4, height=12, color=palette.accent).encode(
        x=alt.X("high:Q", title=None, axis=_ticks(alt, shown))
    )
    dark = base.mark_bar(height=12, color=palette.accent).encode(x="low:Q")
    text = base.mark_text(align="left", dx=4, color=palette.ink).encode(x="high:Q", text="text:N")
    svg = _drawn(alt.layer(light, dark, text), palette, width=360, height=max(36, 19 * len(shown)))
    more = len(values) - len(shown)
    ranged = any(value["low"] != value["high"] for value in shown)
    note = " ".join(
        part
        for part in (
            "The solid part is the least figure, the faint part reaches to the greatest." if ranged else "",
            f"{more} more in the table." if more > 0 else "",
        )
        if part
    )
    return Picture(name=name, svg=svg, title=title, alt=told, note=note)


def _dumbbells(values: Values, palette: Palette) -> str:
    import altair as alt

    camps = list(dict.fromkeys(CAMPS.values()))
    base = _chart(alt, values).encode(
        y=alt.Y(
            "name:N",
            title=None,
            sort=None,
            axis=alt.Axis(labelLimit=260, labelPadding=8, ticks=False, domain=False, grid=True),
        ),
        yOffset=alt.YOffset("camp:N", sort=camps),
        color=alt.Color(
            "camp:N",
            title=None,
            sort=camps,
            scale=alt.Scale(domain=camps, range=[palette.accent, palette.second, palette.third]),
            legend=alt.Legend(orient="top"),
        ),
    )
    shape = alt.Shape(
        "camp:N", sort=camps, title=None, scale=alt.Scale(domain=camps), legend=alt.Legend(orient="top")
    )
    line = base.mark_rule(strokeWidth=4).encode(
        x=alt.X("low:Q", title=None, axis=_ticks(alt, values)), x2="high:Q"
    )
    ends = base.mark_point(filled=True, size=45, opacity=1).encode(x="low:Q", shape=shape)
    other = base.mark_point(filled=True, size=45, opacity=1).encode(x="high:Q", shape=shape)
    rows = len({value["name"] for value in values})
    return _drawn(alt.layer(line, ends, other), palette, width=340, height=max(56, 28 * rows))


_PADDING = {"left": 28, "top": 5, "right": 12, "bottom": 5}
"""Room around a drawing, in points: on the left for letters wider than those it was measured with."""


def _drawn(chart: Any, palette: Palette, *, width: int, height: int) -> str:
    import vl_convert

    shaped = (
        chart.properties(width=width, height=height, background="transparent", padding=_PADDING)
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.ink,
            labelFontSize=12,
            gridColor=palette.rule,
            domainColor=palette.rule,
            tickColor=palette.rule,
        )
        .configure_legend(labelFontSize=12, labelColor=palette.ink)
    )
    svg: str = vl_convert.vegalite_to_svg(shaped.to_dict(validate=False))
    return svg
