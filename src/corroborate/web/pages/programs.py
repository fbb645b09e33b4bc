"""The interface for programs, described for people: every call with what it takes and gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_TAGS = ("incidents", "totals", "documents", "actors", "places", "decisions", "changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Something that a call takes: in its path, behind its question mark, or in its body."""

    name: str
    where: str
    kind: str
    is_needed: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: what it is for, what it takes, and the name of the shape it gives."""

    id: str
    method: str
    path: str
    title: str
    said: str
    taken: tuple[Taken, ...]
    given: str


@router.get("/api")
def programs(request: Request) -> Response:
    """Every call by its subject, from the description that programs read."""
    told = request.app.state.memory.get("calls", None, lambda: list(calls(request.app.openapi())))
    subjects = {tag: [call for subject, call in told if subject == tag] for tag in _TAGS}
    return page(request, "api.html", title="For programs", subjects=subjects)


def calls(described: Mapping[str, Any]) -> Iterator[tuple[str, Call]]:
    """The calls of an OpenAPI description, each behind its subject."""
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            yield (
                told["tags"][0],
                Call(
                    id=told["operationId"],
                    method=method.upper(),
                    path=path,
                    title=told["summary"],
                    said=told.get("description", ""),
                    taken=tuple(_taken(told, described)),
                    given=_given(told),
                ),
            )


def _taken(told: Mapping[str, Any], described: Mapping[str, Any]) -> Iterator[Taken]:
    for each in told.get("parameters", ()):
        yield Taken(
            name=each["name"],
            where=each["in"],
            kind=_kind(each["schema"]),
            is_needed=each.get("required", False),
            said=each.get("description", ""),
        )
    content = told.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for name, part in schema.get("properties", {}).items():
        needed = name in schema.get("required", ())
        yield Taken(
            name=name, where="body", kind=_kind(part), is_needed=needed, said=part.get("description", "")
        )


def _kind(schema: Mapping[str, Any]) -> str:
    """A type in words, without what null allows."""
    options = [each for each in schema.get("anyOf", (schema,)) if each.get("type") != "null"]
    first = options[0] if options else schema
    if "enum" in first:
        return ", ".join(map(str, first["enum"]))
    if first.get("type") == "array":
        return f"{_kind(first['items'])}, several"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        str(first.get("type")), str(first.get("type", "any"))
    )


def _given(told: Mapping[str, Any]) -> str:
    """The name of the shape of a successful answer."""
    for status in ("200", "201", "202"):
        schema = (
            told["responses"].get(status, {}).get("content", {}).get("application/json", {}).get("schema", {})
        )
        if "$ref" in schema:
            return (
                str(schema["$ref"].rsplit("/", 1)[1]).replace("_", " ").replace("ListOf", "a list of").strip()
            )
    return ""
