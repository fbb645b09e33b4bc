"""What went wrong, as a page for people and as a problem (RFC 9457) for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corroborate.errors import BadRequest, CorroborateError, ItemFailed, UnknownSubject, UnwritableRecord

API = "/api/"


class Problem(Exception):
    """An answer that is an error: its status, a title of few words, and what to do in a sentence."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail

    def answer(self, path: str, request: Request | None = None) -> Response:
        """The problem for a program where the path is one for programs, else a page that helps."""
        if path.startswith(API) or path.endswith((".json", ".csv", ".geojson", ".jsonl")) or request is None:
            return problem_json(self.status, self.title, self.detail, path)
        from corroborate.web.rendering import page

        return page(request, "error.html", status=self.status, title=self.title, detail=self.detail)


def problem_json(status: int, title: str, detail: str, path: str, **more: Any) -> JSONResponse:
    """RFC 9457: type, title, status, detail, instance."""
    told = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": path,
        **more,
    }
    return JSONResponse(told, status, media_type="application/problem+json")


def handle_problems(app: FastAPI) -> None:
    """Let every error of the program become an answer that says what was wrong and what to do."""

    @app.exception_handler(Problem)
    def _problem(request: Request, trouble: Problem) -> Response:
        return trouble.answer(request.url.path, request)

    @app.exception_handler(CorroborateError)
    def _ours(request: Request, trouble: CorroborateError) -> Response:
        status = _status_of(trouble)
        return Problem(status, HTTPStatus(status).phrase, str(trouble)).answer(request.url.path, request)

    @app.exception_handler(RequestValidationError)
    def _unfit(request: Request, trouble: RequestValidationError) -> Response:
        found = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in trouble.errors()[:5]
        )
        return Problem(422, "Not understood", found).answer(request.url.path, request)

    @app.exception_handler(HTTPException)
    def _http(request: Request, trouble: HTTPException) -> Response:
        title = HTTPStatus(trouble.status_code).phrase
        detail = "there is no such page here" if trouble.status_code == 404 else str(trouble.detail)
        answer = Problem(trouble.status_code, title, detail).answer(request.url.path, request)
        answer.headers.update(trouble.headers or {})
        return answer

    @app.exception_handler(Exception)
    def _unforeseen(request: Request, trouble: Exception) -> Response:
        detail = "the desk met an error of its own; the record is unharmed, and the terminal tells more"
        return Problem(500, "Error of the desk", detail).answer(request.url.path, request)


def _status_of(trouble: CorroborateError) -> int:
    from corroborate.web.access import NotAllowed

    if isinstance(trouble, UnknownSubject):
        return 404
    if isinstance(trouble, NotAllowed):
        return 403
    if isinstance(trouble, ItemFailed):
        return 422
    if isinstance(trouble, UnwritableRecord):
        return 503
    return 400 if isinstance(trouble, BadRequest) else 500
