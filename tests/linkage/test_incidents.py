"""Reports into incidents: what links, what waits, what stays apart, and that no order matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reported import AMBUSH, killed, on, told

from corroborate.linkage import Linkage, ReportFacts, link
from corroborate.linkage.scoring import Row, score_components
from corroborate.linkage.weights import shipped_weights
from corroborate.model import Decision

MAJEED = {"bla.majeed": frozenset({"bla"})}


def decided(kind: str, *subjects: str, author: str = "Ada", day: int = 1) -> Decision:
    made = datetime(2026, 1, day, tzinfo=UTC)
    sort = "same" if kind == "same" else "different"
    return Decision(
        id=f"{kind}-{day}-{subjects}",
        kind=sort,
        subjects=subjects,
        author=author,
        made_at=made,
        reason="read",
    )


def groups(linkage: Linkage) -> set[tuple[str, ...]]:
    return {cluster.reports for cluster in linkage.clusters}


def together(reports: Sequence[ReportFacts], decisions: Sequence[Decision] = ()) -> set[tuple[str, ...]]:
    return groups(link(reports, {}, decisions, MAJEED))


def status(left: ReportFacts, right: ReportFacts) -> str:
    found = link([left, right], {}, (), MAJEED)
    return "linked" if found.links else "review" if found.proposals else "apart"


TRAIN = told(
    "train",
    type="abduction_forced_disappearance",
    family="assault",
    earliest=date(2025, 3, 1),
    latest=date(2025, 3, 31),
    date_precision="month",
    published=date(2025, 6, 5),
    fine=(),
    area=None,
    country=None,
    latitude=None,
    longitude=None,
    place_precision="unresolved",
    place_name=None,
    groups=("security_forces",),
    targets=("train",),
    landmarks=("landmark.train",),
    tactics=("tactic.hostages",),
    names=("coastal express",),
    figures=(),
    background=True,
)
SIEGE = told(
    "siege",
    TRAIN,
    type="attack",
    earliest=date(2025, 1, 1),
    latest=date(2025, 12, 31),
    date_precision="year",
    published=date(2026, 1, 31),
    area="baloxistan",
    country="PK",
    place_precision="province",
    actors=(),
    groups=(),
    targets=("passenger", "train"),
    names=(),
)
VAGUE = told(
    "vague",
    SIEGE,
    type="attack",
    targets=(),
    landmarks=(),
    tactics=(),
)


PESHAWAR = {"fine": ("peshawar",), "area": "kpk", "latitude": 34.0, "longitude": 71.5}
NOWHERE = {
    "fine": (),
    "area": None,
    "country": None,
    "latitude": None,
    "longitude": None,
    "place_precision": "unresolved",
}
PAIRS = {
    "one ambush, two figures and a coarser place": (
        AMBUSH,
        {"fine": ("kech",), "figures": killed(5, 5)},
        "linked",
    ),
    "five days apart, one village": (AMBUSH, on(date(2025, 6, 9)), "review"),
    "a month apart, one village": (AMBUSH, on(date(2025, 7, 9)), "apart"),
    "one day, two provinces": (
        AMBUSH,
        PESHAWAR,
        "apart",
    ),
    "one day, nowhere, but our village is named": (
        AMBUSH,
        {**NOWHERE, "said": ("zamuran",)},
        "linked",
    ),
    "one day, placed in another province by mistake: our village is named, all else agrees": (
        AMBUSH,
        {**PESHAWAR, "said": ("zamuran",)},
        "linked",
    ),
    "one day, another province, our village named beside, other figures": (
        AMBUSH,
        {**PESHAWAR, "said": ("zamuran",), "figures": killed(9, 9), "actors": ()},
        "apart",
    ),
    "a figure that grew beyond all nearness": (
        told("battle", AMBUSH, actors=(), landmarks=(), targets=(), figures=killed(60, 60)),
        {"fine": ("kech",), "figures": killed(170, 170)},
        "linked",
    ),
    "one day, two countries": (AMBUSH, {"fine": ("zahidan",), "area": "sistan", "country": "IR"}, "apart"),
    "a unit of the group": (AMBUSH, {"actors": ("bla.majeed",)}, "linked"),
    "a protest and an ambush": (
        AMBUSH,
        {
            "type": "peaceful_protest",
            "family": "crowd",
            "actors": (),
            "groups": ("civilians",),
            "landmarks": (),
            "figures": (),
        },
        "review",
    ),
    "no figures, no actor, same village and day": (AMBUSH, {"figures": (), "actors": ()}, "linked"),
    "a train in March, the train named and not placed": (TRAIN, {}, "linked"),
    "two trains with different fates of date": (TRAIN, on(date(2023, 8, 6)), "apart"),
}


@pytest.mark.parametrize("case", PAIRS, ids=str)
def test_two_reports_stand_as_a_reader_would_put_them(case: str) -> None:
    base, changes, wanted = PAIRS[case]
    assert status(base, told("other", base, **changes)) == wanted


@pytest.mark.parametrize(("whose", "is_compared"), [("civilians", False), ("police", True)])
def test_figures_of_other_people_are_not_compared(whose: str, is_compared: bool) -> None:
    rows = [Row(facts=each, component="c") for each in (AMBUSH, told("b", groups=(whose,)))]
    (pair,) = score_components(rows, shipped_weights(), {})
    assert (pair.level("killed") == "equal_some") == is_compared


def test_the_dead_whom_one_calls_fighters_and_the_other_civilians_are_compared() -> None:
    fighters, civilians = (told(name, groups=(name,)) for name in ("militants", "civilians"))
    rows = [Row(facts=each, component="c") for each in (fighters, civilians)]
    (pair,) = score_components(rows, shipped_weights(), {})
    assert pair.level("killed") == "equal_some"


def test_groups_with_similar_names_are_told_apart_by_their_ids() -> None:
    bare = replace(
        AMBUSH, fine=("kech",), latitude=None, longitude=None, figures=(), landmarks=(), targets=()
    )
    assert status(bare, told("b", bare)) == "linked"
    assert status(bare, told("b", bare, actors=("blf",))) == "review"


def test_a_train_held_last_year_by_separatists_is_the_train_hijacked_in_march() -> None:
    assert status(TRAIN, SIEGE) == "linked"


def test_an_attack_in_the_province_last_year_attracts_nothing() -> None:
    found = link([VAGUE, TRAIN, SIEGE, AMBUSH], {})
    assert ("vague",) in groups(found)
    assert all("vague" not in (pair.left, pair.right) for pair in found.proposals)


def test_a_document_that_tells_two_incidents_keeps_them_apart_also_through_a_third_report() -> None:
    morning = replace(AMBUSH, report="m", document="one")
    evening = replace(AMBUSH, report="n", document="one", figures=killed(3, 3))
    other = told("o")
    clusters = together([morning, evening, other])
    assert len(clusters) == 2
    assert not any({"m", "n"} <= set(cluster) for cluster in clusters)


def test_what_a_document_tells_apart_is_proposed_with_that_reason() -> None:
    found = link(
        [replace(AMBUSH, report="m", document="one"), replace(AMBUSH, report="n", document="one"), told("o")],
        {},
    )
    assert any("tells of both" in reason for pair in found.proposals for reason in pair.reasons)


def test_never_the_same_sticks() -> None:
    assert together([AMBUSH, told("b")], [decided("different", "a", "b")]) == {("a",), ("b",)}


def test_never_the_same_holds_through_a_third_report() -> None:
    clusters = together([AMBUSH, told("b"), told("c")], [decided("different", "a", "b")])
    assert not any({"a", "b"} <= set(cluster) for cluster in clusters)


def test_the_same_overrides_every_weight_and_every_document() -> None:
    far = replace(told("b", **on(date(2024, 1, 1))), document=AMBUSH.document)
    assert together([AMBUSH, far], [decided("same", "a", "b")]) == {("a", "b")}


def test_a_withdrawn_decision_counts_for_nothing() -> None:
    withdrawn = replace(decided("different", "a", "b"), withdrawn_at=datetime(2026, 2, 1, tzinfo=UTC))
    assert together([AMBUSH, told("b")], [withdrawn]) == {("a", "b")}


def test_the_later_decision_wins_and_a_person_outweighs_a_rule() -> None:
    pair = [AMBUSH, told("b")]
    assert together(pair, [decided("different", "a", "b", day=1), decided("same", "a", "b", day=2)]) == {
        ("a", "b")
    }
    rule = decided("same", "a", "b", author="rule:copies", day=3)
    assert together(pair, [decided("different", "a", "b", day=1), rule]) == {("a",), ("b",)}


def test_a_link_says_why_in_words() -> None:
    found = link([AMBUSH, told("b", fine=("kech",), place_name="Kech", figures=killed(5, 5))], {})
    assert found.links[0].reasons[:3] == ("same day (4 June 2025)", "Zamuran lies in Kech", "both name bla")
    assert "4 and 5 killed are near" in found.links[0].reasons


def test_linking_says_nothing_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    link([AMBUSH, told("b")], {})
    assert capsys.readouterr() == ("", "")


def test_nothing_in_gives_nothing_out() -> None:
    assert link([], {}) == Linkage()
    assert groups(link([AMBUSH], {})) == {("a",)}


DAYS = st.integers(1, 4).map(lambda day: on(date(2025, 6, day)))
REPORTS = st.lists(
    st.tuples(
        st.sampled_from("PQRS"),
        DAYS,
        st.sampled_from((("zamuran", "kech"), ("kech",), ("mand", "kech"))),
        st.integers(0, 6).map(lambda n: killed(n, n)),
        st.sampled_from((("bla",), ("blf",), ())),
    ),
    min_size=2,
    max_size=9,
)


def made(
    drawn: list[tuple[str, dict[str, date], tuple[str, ...], object, tuple[str, ...]]],
) -> list[ReportFacts]:
    return [
        told(
            f"r{n}",
            document=doc,
            fine=fine,
            figures=figures,
            actors=actors,
            latitude=None,
            longitude=None,
            **day,
        )
        for n, (doc, day, fine, figures, actors) in enumerate(drawn)
    ]


@settings(max_examples=5, deadline=None, derandomize=True)
@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_in_which_documents_come_does_not_matter(drawn, chance) -> None:  # type: ignore[no-untyped-def]
    reports = made(drawn)
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert link(reports, {}) == link(shuffled, {})


@settings(max_examples=5, deadline=None, derandomize=True)
@given(REPORTS, st.integers(1, 8))
def test_adding_piece_by_piece_is_adding_all_at_once(drawn, cut) -> None:  # type: ignore[no-untyped-def]
    reports = made(drawn)
    cuts = sorted({0, min(cut, len(reports)), min(cut + 2, len(reports)), len(reports)})
    state: dict[str, tuple[str, ReportFacts]] = {}
    clusters: dict[str, str] = {}
    for begin, end in pairwise(cuts):
        _add(reports[begin:end], state, clusters)
    whole = link(reports, {})
    assert clusters == {report: each.id for each in whole.clusters for report in each.reports}


def _add(new: list[ReportFacts], state: dict[str, tuple[str, ReportFacts]], clusters: dict[str, str]) -> None:
    """One batch into a record, as the pipeline does it."""
    from corroborate.linkage import block_keys

    keys = {key for facts in new for key in block_keys(facts)}
    touched = {home for home, facts in state.values() if not keys.isdisjoint(block_keys(facts))}
    record = {home: [facts for at, facts in state.values() if at == home] for home in touched}
    known = {facts.report: facts for facts in new} | {name: facts for name, (_, facts) in state.items()}
    for cluster in link(new, record).clusters:
        for report in cluster.reports:
            state[report] = (cluster.component, known[report])
            clusters[report] = cluster.id
