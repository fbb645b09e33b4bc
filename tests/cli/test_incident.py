from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.conftest import Run, run_command

from corroborate.account import Account, FigureRow
from corroborate.cli.incident import _parts
from corroborate.publishing import Names


def test_figures_stand_side_by_side_under_who_gave_them(run: Run, incident: dict[str, Any]) -> None:
    lines = run("show", incident["id"]).out.splitlines()
    head = next(line for line in lines if "residents" in line)
    assert head.index("residents") < head.index("army") < head.index("Desert Dawn Movement")
    killed = next(line for line in lines if line.startswith("military killed"))
    assert ["≥7 “At least seven" in killed, "4 “four" in killed, "15" in killed] == [True, True, True]


def test_an_incident_says_what_is_contested_unsaid_and_why_it_is_one(
    run: Run, incident: dict[str, Any]
) -> None:
    out = run("show", incident["id"][:6]).out
    for told in (
        "Contested",
        "Silence",
        "has not commented on the attack",
        "Why these reports are one incident",
        "same place (Ansongo)",
    ):
        assert told in out


def test_a_quote_is_the_whole_sentence_with_its_speaker(run: Run, incident: dict[str, Any]) -> None:
    assert (
        "residents: “At least seven soldiers were killed, residents said.”" in run("show", incident["id"]).out
    )


def test_an_incident_is_readable_at_80_columns(run: Run, incident: dict[str, Any]) -> None:
    assert max(map(len, run("show", incident["id"], columns=80).out.splitlines())) <= 80


def test_json_has_the_incident_with_claims_links_and_decisions(run: Run, incident: dict[str, Any]) -> None:
    told = run("show", incident["id"], "--json").json
    assert set(told) == {"incident", "claims", "links", "near", "decisions"}
    assert told["incident"]["id"] == incident["id"]
    assert told["links"][0]["reasons"]


def test_an_unknown_id_fails_in_one_line(run: Run) -> None:
    ended = run("show", "ffffffffff")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


def test_a_victims_name_is_held_back_unless_asked_for(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "GAO, March 12, 2025 - Gunmen killed a teacher, Amadou Cissokho, in Gao on Tuesday, police said.\n"
    )
    record = str(tmp_path / "r.db")
    run_command(["add", str(article), "-r", record])
    found = run_command(["incidents", "-r", record, "--json"]).json[0]["id"]
    claims = run_command(["show", found, "-r", record, "--json", "--names"]).json["claims"]
    named = any(
        isinstance(claim["value"], dict) and claim["value"].get("name") == "Amadou Cissokho"
        for claim in claims
    )
    shown = run_command(["show", found, "-r", record]).out
    assert ("Cissokho" in shown) is not named


def test_a_wide_table_is_parted_and_loses_no_source() -> None:
    row = FigureRow(label="people killed", cells=tuple(f"{n} “about {n}”" for n in range(9)))
    account = Account(
        names=Names(), speakers=tuple(f"a source called {n}" for n in range(9)), rows=(row,), chosen=(),
        perpetrators=(), agreed=(), contested=(), silences=(), documents=(),
    )  # fmt: skip
    parts = _parts(account, 80)
    assert [at for part in parts for at in part] == list(range(9))
    assert all(len(part) <= 4 for part in parts)
