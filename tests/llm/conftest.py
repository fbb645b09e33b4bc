"""A small server that speaks OpenAI's protocol, and does what a test has told it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from corroborate.llm import Endpoint, ModelReader
from corroborate.llm.prompt import example
from corroborate.model import Document, content_id

KEY = "sk-very-secret-1234567890"
TEXT: str = example()["text"]
ANSWER: dict[str, Any] = example()["answer"]
NOTHING: dict[str, Any] = {"incidents": [], "totals": [], "stances": []}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server does once: a status, what the model says (or a whole body), after so many seconds."""

    says: object = None
    status: int = 200
    body: object = None
    finish: str = "stop"
    wait: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    tokens_in: int = 5000

    def whole(self) -> bytes:
        """The body as bytes."""
        if self.body is not None:
            return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        said = self.says if isinstance(self.says, str) else json.dumps(self.says)
        choice = {"index": 0, "finish_reason": self.finish, "message": {"role": "assistant", "content": said}}
        usage = {
            "prompt_tokens": self.tokens_in,
            "completion_tokens": 100,
            "total_tokens": self.tokens_in + 100,
        }
        told = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        return json.dumps({**told, "usage": usage}).encode()


def refused(status: int, message: str, **headers: str) -> Reply:
    """An error as OpenAI's protocol has it."""
    return Reply(status=status, body={"error": {"message": message}}, headers=headers)


class FakeModel:
    """The server: `replies` in turn, then `always`; keeps every request and the most that were open at once."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.always: Reply | Callable[[dict[str, Any]], Reply] = Reply(says=ANSWER)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.open = self.most_open = 0
        self._lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def __enter__(self) -> FakeModel:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        """The base of the protocol here."""
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def reply_to(self, question: dict[str, Any], headers: dict[str, str]) -> Reply:
        """The next reply."""
        with self._lock:
            self.asked.append(question)
            self.headers.append(headers)
            if self.replies:
                return self.replies.pop(0)
        return self.always(question) if callable(self.always) else self.always

    def entered(self, step: int) -> None:
        """A request begins (1) or ends (-1)."""
        with self._lock:
            self.open += step
            self.most_open = max(self.most_open, self.open)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                fake.entered(1)
                question = json.loads(self.rfile.read(int(self.headers["content-length"])))
                reply = fake.reply_to(question, {name.lower(): value for name, value in self.headers.items()})
                time.sleep(reply.wait)
                fake.entered(-1)
                self.send_response(reply.status)
                for name, value in {"content-type": "application/json", **reply.headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                body = reply.whole()
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

            def handle(self) -> None:
                with suppress(OSError):  # a client that hangs up, as a test may want
                    super().handle()

        return Handler


@pytest.fixture
def model() -> Iterator[FakeModel]:
    """A server of this test's own."""
    with FakeModel() as fake:
        yield fake


@pytest.fixture
def endpoint(model: FakeModel, tmp_path: Path) -> Endpoint:
    """The endpoint of that server, with a cache of this test's own."""
    return Endpoint(
        url=model.url, model="small-7b", key=KEY, cache=tmp_path / "cache", timeout=10.0, retries=3
    )


@dataclass(slots=True)
class Waits:
    """The pauses that a reader made, without making them."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits() -> Waits:
    """Stands for sleeping."""
    return Waits()


@pytest.fixture
def reader(endpoint: Endpoint, waits: Waits) -> Iterator[ModelReader]:
    """A reader at that endpoint."""
    with ModelReader(endpoint, pause=waits) as held:
        yield held


def article(text: str = TEXT, **given: Any) -> Document:
    """A document with a text, published on Wednesday, 4 June 2025."""
    made = Document(
        id=content_id(text.encode("utf-8", "replace")),
        source="a.txt",
        text=text,
        published="2025-06-04",
        language="en",
    )
    return replace(made, **given)


def told(**given: Any) -> dict[str, Any]:
    """An answer with one incident: the example's, changed."""
    return {**NOTHING, "incidents": [{**ANSWER["incidents"][0], **given}]}
