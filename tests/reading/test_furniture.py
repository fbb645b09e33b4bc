"""What goes and what stays: every rule's example, and sentences of news that look like furniture."""

from __future__ import annotations

import pytest

from corroborate.reading.furniture import Rule, clear_furniture, load_rules
from corroborate.reading.layout import Line, lines_of

RULES = load_rules()
PROSE = "Gunmen killed four soldiers on Wednesday when they ambushed a convoy near the town, the army said."


def _left(*texts: str) -> list[str]:
    lines = clear_furniture([Line(text=text, gap=True) for text in texts])
    return [line.text for line in lines if line.text]


def _name(rule: Rule) -> str:
    return f"{rule.kind}: {rule.example}"[:60]


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_each_rule_takes_its_own_example(rule: Rule) -> None:
    if rule.at == "end":
        assert rule.pattern.search(rule.example)
    else:
        assert rule.pattern.fullmatch(rule.example)


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.beside], ids=_name)
def test_no_rule_leaves_its_example_on_the_page(rule: Rule) -> None:
    assert rule.example not in _left(rule.example, PROSE)


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule.kept])
def test_lines_that_only_look_like_furniture_stay(line: str) -> None:
    assert _left(line, PROSE) == [line, PROSE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Donations worth two million dollars were seized by the rebels.",
        "The company's shares fell after its convoy was attacked.",
        "He shares the blame for the massacre, a court found.",
        "Comments on social media accused the army of the killing.",
        "The minister made no comment.",
        "Follow-up attacks killed three more people.",
        "Related attacks in the region left nine dead.",
        "Subscribers to the channel saw the execution live.",
        "The advertisement on state television offered a reward for the commander.",
        "Support for the insurgents has grown.",
        "Fighters of the Baloch Liberation Army (BLA) took part.",
        "“We will not leave,” he said. “Follow us if you dare.”",
        "Photo studios and shops were burnt down.",
        "A source: two dead, three wounded.",
        "The bank was robbed and its account books were burnt.",
        "At least 12 people died in the attack, Reuters reported.",
        "24 killed as jet bombs market",
        "Gunmen kill 10 in church",
        "Government Response",
        "Analyst Warnings",
    ],
)
def test_sentences_of_news_and_subheadings_stay(sentence: str) -> None:
    assert _left(PROSE, sentence, PROSE) == [PROSE, sentence, PROSE]


def test_a_donation_block_goes_with_its_heading_and_its_thanks() -> None:
    block = ["Donate Here", "Support Our Valley News", "Please consider supporting our work.", "Thank you"]
    assert _left(PROSE, *block) == [PROSE]


def test_a_heading_about_support_stays_where_no_appeal_stands_by_it() -> None:
    assert _left(PROSE, "Support Our Valley News") == [PROSE, "Support Our Valley News"]


def test_headlines_listed_under_also_read_go_with_it() -> None:
    listed = [
        Line(text=PROSE),
        Line(text="Also Read", gap=True),
        Line(text="Nine killed as bus hits mine"),
        Line(text="Army chief visits front"),
        Line(text=PROSE, gap=True),
    ]
    assert [line.text for line in clear_furniture(listed) if line.text] == [PROSE, PROSE]


def test_prose_after_a_comment_notice_stays() -> None:
    assert _left(PROSE, "Comments are closed.", "A name", PROSE) == [PROSE, PROSE]


def test_a_row_of_links_goes_where_one_of_them_is_furniture() -> None:
    assert _left(PROSE, "Comments (17) | Subscribe to e-paper | Horoscope") == [PROSE]


def test_an_agencys_tail_is_cut_off_the_last_paragraph() -> None:
    assert _left(PROSE + " (Reporting by A. Writer in Bamako; Editing by B. Desk)") == [PROSE]
    assert _left(PROSE + " — AFP") == [PROSE]
    assert _left(PROSE + " (With inputs from PTI)") == [PROSE]


def test_a_line_in_another_script_goes_from_an_english_article() -> None:
    assert _left(PROSE, "زموږ پښتو پاڼه", PROSE) == [PROSE, PROSE]


def test_an_article_in_another_script_keeps_all_its_lines() -> None:
    urdu = "بدھ کے روز فوجی قافلے پر حملے میں کم از کم پانچ فوجی ہلاک ہو گئے۔"
    assert _left(urdu, "تازہ خبر", urdu) == [urdu, "تازہ خبر", urdu]


def test_what_goes_is_kept_with_its_kind() -> None:
    lines = clear_furniture(lines_of(f"{PROSE}\n\n34\n\n{PROSE}"))
    assert [line.cuts for line in lines if line.cuts] == [((0, "34", "share count"),)]
