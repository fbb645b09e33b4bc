"""What a reader does with an endpoint: the protocol, its troubles, the cache, several at once."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.llm.conftest import ANSWER, KEY, NOTHING, TEXT, FakeModel, Reply, Waits, article, refused, told

from corroborate.errors import BadRequest, ItemFailed, RunFailed
from corroborate.llm import Endpoint, ModelReader
from corroborate.llm.prompt import codebook
from corroborate.model import report_id
from corroborate.model.encoding import coding_to_json

SCHEMA = json.loads((files("corroborate.model") / "extraction.schema.json").read_text(encoding="utf-8"))


def test_a_good_answer_becomes_a_coding_that_keeps_to_the_contract(reader: ModelReader) -> None:
    coding = reader.code(article())
    jsonschema.validate(coding_to_json(coding), SCHEMA)
    (report,) = coding.reports
    assert report.type == "remote_explosive_landmine_ied"
    assert [(c.count.low, c.count.high, c.attribution[0].name) for c in report.casualties] == [
        (2, 2, "army"),
        (5, None, "Northern Front"),
    ]
    assert (str(report.when.earliest), report.when.wording) == ("2025-06-02", "on Monday")
    assert report.silences[0].party.name == "Officials"
    assert report.id == report_id(article().id, TEXT.partition(". ")[0] + ".")


def test_the_question_holds_codebook_form_and_text_and_asks_for_the_form(
    reader: ModelReader, model: FakeModel
) -> None:
    reader.code(article(title="Blast near Mina", publisher="The Daily"))
    (asked,) = model.asked
    rules, text = (message["content"] for message in asked["messages"])
    assert codebook().strip() in rules
    assert '"perpetrators"' in rules
    assert all(part in text for part in (TEXT, "The Daily", "2025-06-04"))
    assert asked["model"] == "small-7b"
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert asked["response_format"]["json_schema"]["schema"]["properties"].keys() == {
        "incidents",
        "totals",
        "stances",
    }


def test_only_the_configured_key_is_sent_and_nothing_of_other_accounts(
    endpoint: Endpoint, model: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "another-accounts")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with ModelReader(endpoint) as reader:
        reader.code(article())
    with ModelReader(replace(endpoint, key="")) as reader:
        reader.code(article(TEXT + " It rained."))
    assert [each["authorization"] for each in model.headers] == [f"Bearer {KEY}", "Bearer none"]
    assert "another-accounts" not in str(model.headers)


@pytest.mark.parametrize(("url", "name", "missing"), [("", "m", "LLM_URL"), ("http://x/v1", "", "LLM_MODEL"), (" ", " ", "LLM_URL and CORROBORATE_LLM_MODEL")])  # fmt: skip
def test_without_an_endpoint_one_line_says_what_to_set(
    tmp_path: Path, url: str, name: str, missing: str
) -> None:
    with pytest.raises(BadRequest, match=missing) as trouble:
        ModelReader(Endpoint(url=url, model=name, cache=tmp_path / "cache"))
    assert "nothing was sent" in str(trouble.value)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("url", ["localhost:11434", "file:///etc/passwd", "http://", "http://x:notaport/v1"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadRequest, match="llm_url"):
        ModelReader(Endpoint(url=url, model="m", cache=tmp_path))


@pytest.mark.parametrize(
    "first",
    [Reply(says="Certainly! Here it is: {"), Reply(says=""), Reply(says=[1]), Reply(says={"events": []}), Reply(body={}), Reply(body=b"<html>")],
    ids=lambda reply: str(reply.says or reply.body),
)  # fmt: skip
def test_an_answer_of_another_form_is_asked_for_again(
    reader: ModelReader, model: FakeModel, waits: Waits, first: Reply
) -> None:
    model.replies = [first]
    assert len(reader.code(article()).reports) == 1
    assert (len(model.asked), len(waits.seconds), reader.account.retries) == (2, 1, 1)


@pytest.mark.parametrize(
    "around", ["```json\n{}\n```", "<think>Is {{this}} one?</think>\n{}", "Here it is: {} I hope it helps."]
)
def test_words_around_the_answer_do_no_harm(reader: ModelReader, model: FakeModel, around: str) -> None:
    model.replies = [
        Reply(says=around.replace("{{", "{ ").replace("}}", " }").replace("{}", json.dumps(ANSWER)))
    ]
    assert len(reader.code(article()).reports) == 1
    assert len(model.asked) == 1


def test_after_so_many_tries_the_document_has_failed(reader: ModelReader, model: FakeModel) -> None:
    model.always = Reply(says="no")
    with pytest.raises(
        ItemFailed, match=r"a\.txt: the model at 127\.0\.0\.1:\d+ kept answering in another form"
    ) as trouble:
        reader.code(article())
    assert len(model.asked) == 4
    assert "\n" not in str(trouble.value)


def test_too_many_requests_are_waited_out_as_long_as_asked(
    reader: ModelReader, model: FakeModel, waits: Waits
) -> None:
    model.replies = [refused(429, "slow down", retry_after="7"), refused(503, "busy")]
    assert len(reader.code(article()).reports) == 1
    assert 7 <= waits.seconds[0] <= 10
    assert 1 <= waits.seconds[1] <= 2


def test_pauses_grow_and_are_never_longer_than_a_minute(
    reader: ModelReader, model: FakeModel, waits: Waits
) -> None:
    model.replies = [refused(500, "no"), refused(500, "no"), refused(429, "no", retry_after="9000")]
    reader.code(article())
    assert waits.seconds[0] < waits.seconds[1] < waits.seconds[2] <= 60


def test_an_answer_that_takes_too_long_is_asked_for_again(
    endpoint: Endpoint, model: FakeModel, waits: Waits
) -> None:
    model.replies = [Reply(says=ANSWER, wait=0.6)]
    with ModelReader(replace(endpoint, timeout=0.2), pause=waits) as reader:
        with pytest.raises(BadRequest):
            _ = ModelReader(replace(endpoint, timeout=0.0))
        assert len(reader.code(article()).reports) == 1
    assert len(model.asked) == 2


def test_a_server_that_never_answers_in_time_fails_the_document(
    endpoint: Endpoint, model: FakeModel, waits: Waits
) -> None:
    model.always = Reply(says=ANSWER, wait=0.5)
    with (
        ModelReader(replace(endpoint, timeout=0.1, retries=1), pause=waits) as reader,
        pytest.raises(ItemFailed, match="no answer within"),
    ):
        reader.code(article())


def test_where_nobody_listens_the_run_ends(endpoint: Endpoint, waits: Waits) -> None:
    with (
        ModelReader(replace(endpoint, url="http://127.0.0.1:9/v1"), pause=waits) as reader,
        pytest.raises(RunFailed, match="cannot be reached"),
    ):
        reader.code(article())
    assert len(waits.seconds) == 3


@pytest.mark.parametrize(
    ("reply", "said"),
    [(refused(401, f"Incorrect API key provided: {KEY}"), "CORROBORATE_LLM_KEY"), (refused(403, KEY), "refused the key"),
     (refused(404, f"no model, {KEY}"), "knows no model 'small-7b'"), (refused(429, f"quota exceeded {KEY}"), "no quota left"),
     (refused(400, f"bad thing {KEY}"), "refused the question"), (Reply(status=302, body={}, headers={"location": "http://127.0.0.1:9/"}), "not followed")],
    ids=lambda each: each if isinstance(each, str) else str(each.status),
)  # fmt: skip
def test_a_refusal_is_told_in_one_line_without_the_key(
    reader: ModelReader, model: FakeModel, caplog: pytest.LogCaptureFixture, reply: Reply, said: str
) -> None:
    caplog.set_level(logging.DEBUG)
    model.always = reply
    with pytest.raises((ItemFailed, RunFailed), match=said) as trouble:
        reader.code(article())
    shown = f"{trouble.value} {trouble.value.__cause__} {caplog.text} {reader.account.told()}"
    assert KEY not in shown
    assert KEY not in repr(reader._endpoint)
    assert "\n" not in str(trouble.value)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("words", "takes"),
    [
        ("response_format json_schema is not supported", "json_object"),
        ("'temperature' must be 1", "json_schema"),
    ],
)
def test_what_an_endpoint_refuses_is_left_out_from_then_on(
    reader: ModelReader, model: FakeModel, words: str, takes: str
) -> None:
    model.replies = [refused(400, words)]
    reader.code(article())
    reader.code(article(TEXT + " It rained."))
    first, second, third = model.asked
    assert first["response_format"]["type"] == "json_schema"
    assert {second["response_format"]["type"], third["response_format"]["type"]} == {takes}
    assert ("temperature" in third) == ("temperature" not in words)


def test_an_endpoint_that_knows_no_form_is_asked_without(reader: ModelReader, model: FakeModel) -> None:
    model.replies = [refused(400, "json_schema is unknown"), refused(422, "response_format is unknown")]
    assert len(reader.code(article()).reports) == 1
    assert "response_format" not in model.asked[-1]


def test_the_same_question_is_asked_once_only(endpoint: Endpoint, model: FakeModel) -> None:
    for _ in range(3):
        with ModelReader(endpoint) as reader:
            first = reader.code(article())
    assert len(model.asked) == 1
    assert (reader.account.calls, reader.account.cached) == (0, 1)
    with ModelReader(replace(endpoint, model="other")) as reader:
        assert reader.code(article()) == first
    assert len(model.asked) == 2


def test_a_damaged_answer_in_the_cache_is_asked_for_again(endpoint: Endpoint, model: FakeModel) -> None:
    with ModelReader(endpoint) as reader:
        reader.code(article())
    (kept,) = endpoint.cache.glob("*/*.json")
    assert oct(endpoint.cache.stat().st_mode)[-3:] == "700"
    kept.write_text("{")
    with ModelReader(endpoint) as reader:
        reader.code(article())
    assert len(model.asked) == 2


def test_a_cache_that_cannot_be_written_is_told(endpoint: Endpoint, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunFailed, match="CORROBORATE_LLM_CACHE"):
        ModelReader(replace(endpoint, cache=tmp_path / "file" / "cache"))


def test_several_questions_are_open_at_once_but_no_more_than_asked_for(
    endpoint: Endpoint, model: FakeModel
) -> None:
    model.always = Reply(says=NOTHING, wait=0.05)
    with ModelReader(replace(endpoint, concurrency=3)) as reader:
        begun = [reader.begin(article(f"{TEXT} {n}")) for n in range(12)]
        assert [finish().document.text[-2:].strip() for finish in begun] == [str(n) for n in range(12)]
    assert 2 <= model.most_open <= 3


def test_an_interrupted_run_loses_no_answer_and_asks_no_more(endpoint: Endpoint, model: FakeModel) -> None:
    arrived = threading.Event()

    def slowly(asked: dict[str, Any]) -> Reply:
        arrived.set()
        return Reply(says=ANSWER, wait=0.2)

    model.always = slowly
    documents = [article(f"{TEXT} Part {n}.") for n in range(6)]
    with ModelReader(replace(endpoint, concurrency=2)) as reader:
        for document in documents:
            reader.begin(document)
        arrived.wait(5)
    asked = len(model.asked)
    assert 1 <= asked <= 3
    assert len(list(endpoint.cache.glob("*/*.json"))) == asked
    model.always = Reply(says=ANSWER)
    with ModelReader(endpoint) as reader:
        assert all(reader.code(document).reports for document in documents)
        assert reader.account.cached == asked
    assert len(model.asked) == 6


def test_tokens_and_cost_are_summed_and_kept(endpoint: Endpoint, model: FakeModel) -> None:
    model.replies = [Reply(says="no")]
    with ModelReader(replace(endpoint, price_in=2.0, price_out=10.0), pause=lambda seconds: None) as reader:
        reader.code(article())
    account = reader.account
    assert (account.calls, account.tokens_in, account.tokens_out) == (2, 10_000, 200)
    assert account.cost == pytest.approx(0.022)
    assert "cost 0.0220" in account.told()
    lines = [json.loads(line) for line in (endpoint.cache / "accounts.jsonl").read_text().splitlines()]
    assert [(line["model"], line["tokens_in"], line["cost"]) for line in lines] == [
        ("small-7b", 5000, 0.011)
    ] * 2
    assert KEY not in "".join(path.read_text() for path in endpoint.cache.rglob("*.json*"))


def test_a_question_that_the_server_cut_short_is_noticed(reader: ModelReader, model: FakeModel) -> None:
    model.always = Reply(says=ANSWER, tokens_in=1024)
    reader.code(article())
    assert "raise the server's context length" in reader.account.told()


LONG = "\n\n".join(
    f"Paragraph {n} tells of the weather, of the harvest, of the roads and the price of salt."
    for n in range(60)
)


def test_a_long_document_is_read_in_pieces_and_each_incident_counted_once(
    endpoint: Endpoint, model: FakeModel
) -> None:
    text = f"{TEXT}\n\n{LONG}\n\nIn another attack, gunmen killed a teacher in Quetta on Tuesday.\n\n{LONG}"
    second = told(
        evidence=["gunmen killed a teacher in Quetta on Tuesday"], type="attack", when="Tuesday", where="Quetta", perpetrators=[],
        targets=[], weapons=[], silences=[],
        casualties=[{"effect": "killed", "group": "civilians", "count": {"low": 1, "high": 1, "wording": "a teacher"}, "denied": False, "said_by": [], "quote": "killed a teacher"}],
    )  # fmt: skip

    def read(asked: dict[str, Any]) -> Reply:
        said = asked["messages"][1]["content"]
        both = [
            one
            for marks, one in (("soldiers were killed", ANSWER), ("a teacher in", second))
            if marks in said
        ]
        return Reply(says={**NOTHING, "incidents": [each["incidents"][0] for each in both]})

    model.always = read
    with ModelReader(replace(endpoint, piece=3000)) as reader:
        coding = reader.code(article(text))
    assert len(model.asked) >= 4
    assert all(len(asked["messages"][1]["content"]) < 4000 for asked in model.asked)
    assert [report.type for report in coding.reports] == ["remote_explosive_landmine_ied", "attack"]
    first, other = coding.reports
    assert len(first.casualties) == 2
    assert (other.where.country, str(other.when.earliest)) == ("PK", "2025-06-03")
    jsonschema.validate(coding_to_json(coding), SCHEMA)


@pytest.mark.parametrize(
    "cut",
    [Reply(says='{"incidents": [', finish="length"), refused(400, "maximum context length is 4096 tokens")],
)
def test_what_is_too_long_for_the_model_is_divided(endpoint: Endpoint, model: FakeModel, cut: Reply) -> None:
    model.always = lambda asked: cut if len(asked["messages"][1]["content"]) > 3500 else Reply(says=NOTHING)
    for calls in (1, 0):
        with ModelReader(endpoint) as reader:
            assert reader.code(article(LONG)).reports == ()
        assert bool(reader.account.calls) == bool(calls)


def test_a_document_of_which_no_part_is_short_enough_fails(reader: ModelReader, model: FakeModel) -> None:
    model.always = refused(400, "maximum context length is 4096 tokens")
    with pytest.raises(ItemFailed, match="too long for small-7b"):
        reader.code(article(LONG))


@pytest.mark.parametrize("text", ["", " \n", "\ud83d broken \udfff", "\x00"])
def test_any_text_can_be_asked_about(reader: ModelReader, text: str) -> None:
    assert reader.code(article(text)).reports == ()


def test_questions_for_this_machine_go_by_no_proxy(
    reader: ModelReader, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with ModelReader(endpoint) as here:
        assert len(here.code(article()).reports) == 1
