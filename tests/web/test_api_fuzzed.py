"""Whatever the API's description allows, and much that it does not, is answered without an error of the desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

import corroborate
from corroborate.web import Desk, make_app
from corroborate.web.jobs import Jobs

CALLS = ("list_incidents", "show_incident", "list_claims", "list_totals", "list_stances", "list_documents",
         "show_document", "search", "add_documents", "show_job", "cancel_job", "extract", "list_decisions",
         "make_decision", "withdraw_decision", "list_actors", "show_actor", "list_places", "show_place",
         "list_changes")  # fmt: skip
"""Operations are stable: programs are written against these names."""


@pytest.fixture(scope="module")
def schema(made_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    """The description of a desk on a record that may be changed at will; what is given to add is not read."""
    path = shutil.copy(made_record, tmp_path_factory.mktemp("fuzzed") / "record.db")
    with corroborate.open(path, author="Ana") as record, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Jobs, "_work", lambda self: None)
        patch.setattr("corroborate.web.jobs._MOST_WAITING", 10**6)
        yield schemathesis.openapi.from_asgi(
            "/api/v1/openapi.json", make_app(Desk(record=record, hosts=("testserver", "localhost")))
        )


def test_every_operation_is_known(schema: schemathesis.BaseSchema) -> None:
    assert {each.ok().definition.raw["operationId"] for each in schema.get_all_operations()} == set(CALLS)


@pytest.mark.parametrize("call", CALLS)
def test_a_call_answers_whatever_it_is_asked(schema: schemathesis.BaseSchema, call: str) -> None:
    operation = next(
        each.ok() for each in schema.get_all_operations() if each.ok().definition.raw["operationId"] == call
    )
    asked = st.one_of(*(operation.as_strategy(mode) for mode in GenerationMode))

    @given(case=asked)
    @settings(max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def answered(case: schemathesis.Case) -> None:
        answer = case.call()
        case.validate_response(
            answer, checks=[not_a_server_error, status_code_conformance, response_schema_conformance]
        )

    answered()
