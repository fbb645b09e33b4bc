"""A report's links into the desk: every one is understood there, and lists the incidents that its figure counts."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

import corroborate
from corroborate import reports
from corroborate.publishing.report import Template
from corroborate.publishing.report.blocks import Section, figures_in
from corroborate.publishing.report.desk import list_at
from corroborate.publishing.report.sections import composed
from corroborate.publishing.report.tables import cells_table

PARTS = ("type", "tactic", "group", "actor")
NO_CHARTS = tuple(
    name for name in Template().sections if name not in ("time", "groups", "tactics", "actors", "sides")
)


def test_every_figure_s_incidents_are_in_the_list_that_it_leads_to(
    client: TestClient, desk_record: Path
) -> None:
    with corroborate.open(desk_record, readonly=True) as record:
        made = reports.gathered(record, {"since": "2024", "until": "2025"}, "lowest", reports.ReportOptions())
    paper = composed(made, Template(sections=NO_CHARTS))
    listed: dict[str, set[str]] = {}
    tables = [block for name in PARTS for block in cells_table(made, name, name)]
    told = figures_in((*paper.sections, Section(name="tables", title="", blocks=tuple(tables))))
    led = [figure for figure in told if figure.incidents and figure.asked is not None]
    assert len(led) > 20
    for figure in led:
        address = list_at("", paper.asked, figure.asked or ()).replace("/incidents?", "/incidents.json?")
        if address not in listed:
            listed[address] = {each["id"] for each in client.get(f"{address}&limit=500").json()}
        assert set(figure.incidents) <= listed[address], (figure.of, address)
