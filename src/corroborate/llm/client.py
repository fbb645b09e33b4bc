"""Questions put to an endpoint: with patience, within limits, and every trouble told in one line."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from corroborate.errors import CorroborateError, ItemFailed, RunFailed
from corroborate.llm.account import Account
from corroborate.llm.answers import InvalidAnswer, read_answer
from corroborate.llm.endpoint import Endpoint, checked
from corroborate.llm.form import form
from corroborate.llm.prompt import Question

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_MOST_SAID = 200
_TOO_LONG = (
    "context length",
    "context size",
    "context window",
    "maximum context",
    "too many tokens",
    "too long",
    "exceed_context",
)
_CHARACTERS_A_TOKEN = 10
"""No tokenizer puts more characters of prose than this into a token on average; a question that counts fewer tokens was cut."""


class TooLong(Exception):
    """The text or its answer is too long for the model; a smaller piece may do."""


class Stopped(Exception):
    """The run was broken off before the question was asked."""


class _Again(Exception):
    """Asking again may help: after so many seconds where the endpoint says so; else `final` is the trouble."""

    def __init__(self, final: CorroborateError, after: float | None = None) -> None:
        super().__init__(str(final))
        self.final = final
        self.after = after


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of the form, and how many tokens it took."""

    value: dict[str, Any]
    tokens_in: int
    tokens_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    """How the endpoint is asked; what it refuses is left out from then on."""

    form: str = "json_schema"
    temperature: bool = True

    def arguments(self) -> dict[str, Any]:
        given: dict[str, Any] = {"temperature": 0} if self.temperature else {}
        if self.form == "json_schema":
            wanted = {"name": "coding", "strict": True, "schema": form()}
            given["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif self.form == "json_object":
            given["response_format"] = {"type": "json_object"}
        return given

    def lesser(self, said: str) -> _Manner | None:
        """A manner without what a refusal complains of; None where it complains of something else."""
        said = said.lower()
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if self.form != "text" and any(
            word in said for word in ("response_format", "json_", "schema", "grammar")
        ):
            return replace(self, form="json_object" if self.form == "json_schema" else "text")
        return None


class Client:
    """One endpoint, asked from several threads. Raises BadRequest where the endpoint makes no sense."""

    def __init__(
        self, endpoint: Endpoint, account: Account, pause: Callable[[float], object] | None = None
    ) -> None:
        self.endpoint = checked(endpoint)
        self.account = account
        self.stopped = threading.Event()
        self._pause = pause or self.stopped.wait
        self._manner = _Manner()
        self._openai = _openai()
        self._client = self._opened()

    def ask(self, question: Question) -> Answer:
        """The answer to a question.

        Raises TooLong where a shorter text may do, ItemFailed where this text has no answer, RunFailed where no
        text would have one, Stopped where the client was closed.
        """
        for tried in range(self.endpoint.retries + 1):
            if self.stopped.is_set():
                raise Stopped
            try:
                return self._read(self._create(question), question)
            except _Again as trouble:
                if tried == self.endpoint.retries:
                    raise trouble.final from None
                self.account.retried()
                self._pause(_pause_before(tried, trouble.after))
        raise AssertionError("a question is asked at least once")

    def close(self) -> None:
        """Ask nothing more."""
        self.stopped.set()

    def _opened(self) -> Any:
        here = self.endpoint
        http = self._openai.DefaultHttpxClient(
            trust_env=not here.is_here, follow_redirects=False, timeout=here.timeout
        )
        try:
            client = self._openai.OpenAI(
                base_url=here.url,
                api_key=here.key or "none",
                timeout=here.timeout,
                max_retries=0,
                http_client=http,
            )
        except Exception as trouble:
            raise RunFailed(f"llm_url: cannot be used ({self._harmless(trouble)})") from None
        client.organization = client.project = client.admin_api_key = (
            None  # of other accounts, from the environment
        )
        return client

    def _create(self, question: Question) -> Any:
        """One reply, in the fullest manner that the endpoint takes."""
        messages = [{"role": "system", "content": question.rules}, {"role": "user", "content": question.text}]
        while True:
            manner = self._manner
            try:
                return self._client.chat.completions.create(
                    model=self.endpoint.model, messages=messages, **manner.arguments()
                )
            except self._openai.APIStatusError as refusal:
                lesser = manner.lesser(str(refusal)) if refusal.status_code in (400, 422, 500, 501) else None
                if lesser is None:
                    raise self._trouble_of_status(refusal) from None
                self._manner = lesser
            except self._openai.APITimeoutError:
                seconds = f"{self.endpoint.timeout:g} s"
                raise _Again(
                    self._failed(f"gave no answer within {seconds}; raise CORROBORATE_LLM_TIMEOUT")
                ) from None
            except self._openai.APIConnectionError:
                raise _Again(
                    self._run_failed("cannot be reached; is the server running, and the address right?")
                ) from None
            except self._openai.OpenAIError as trouble:
                raise _Again(self._failed(f"sent what is no answer ({self._harmless(trouble)})")) from None
            except ValueError:
                raise _Again(
                    self._failed("sent what is no JSON; does llm_url end as it should, mostly in /v1?")
                ) from None

    def _trouble_of_status(self, refusal: Any) -> Exception:
        """What a refusal means for this text and for the run."""
        status, said = int(refusal.status_code), self._harmless(refusal)
        if status in (401, 403):
            return self._run_failed(f"refused the key ({status}); set CORROBORATE_LLM_KEY")
        if status == 404:
            return self._run_failed(f"knows no model {self.endpoint.model!r} at this address (404: {said})")
        if 300 <= status < 400:
            return self._run_failed(
                f"sends on to another address ({status}), which is not followed; set llm_url to it"
            )
        if status == 429 and "quota" in said.lower():
            return self._run_failed(f"has no quota left (429: {said})")
        if status in (400, 413, 422, 500) and any(words in said.lower() for words in _TOO_LONG):
            return TooLong(said)
        if status in (408, 409, 425, 429) or status >= 500:
            return _Again(
                self._failed(f"kept refusing ({status}: {said})"),
                _seconds(refusal.response.headers.get("retry-after")),
            )
        return self._failed(f"refused the question ({status}: {said})")

    def _read(self, reply: Any, question: Question) -> Answer:
        """The answer that a reply holds, counted; one that breaks off or has another form is none."""
        usage = getattr(reply, "usage", None)
        tokens_in, tokens_out = _tokens(usage, "prompt_tokens"), _tokens(usage, "completion_tokens")
        self.account.answered(question.document, tokens_in, tokens_out)
        choices = getattr(reply, "choices", None)
        if not choices or getattr(choices[0], "message", None) is None:
            raise _Again(self._failed("sent no answer; does llm_url end as it should, mostly in /v1?"))
        if 0 < tokens_in * _CHARACTERS_A_TOKEN < len(question.rules) + len(question.text):
            self.account.shortened += 1
        message = choices[0].message
        if choices[0].finish_reason == "length":
            raise TooLong("the answer broke off")
        if getattr(message, "refusal", None):
            raise self._failed(f"declined to answer ({self._harmless(message.refusal)})")
        try:
            return Answer(value=read_answer(message.content), tokens_in=tokens_in, tokens_out=tokens_out)
        except InvalidAnswer as trouble:
            raise _Again(self._failed(f"kept answering in another form: {trouble}")) from None

    def _failed(self, what: str) -> ItemFailed:
        return ItemFailed(f"the model at {self.endpoint.host} {what}")

    def _run_failed(self, what: str) -> RunFailed:
        return RunFailed(f"the model at {self.endpoint.host} {what}")

    def _harmless(self, said: object) -> str:
        """What an endpoint says, short, on one line, and without the key."""
        text = " ".join(str(said).split())
        key = self.endpoint.key
        return (text.replace(key, "…") if key else text)[:_MOST_SAID]


def _openai() -> Any:
    try:
        import openai
    except ImportError:
        raise RunFailed("the extractor llm needs the extra: pip install 'corroborate[llm]'") from None
    return openai


def _tokens(usage: Any, name: str) -> int:
    value = getattr(usage, name, 0)
    return value if isinstance(value, int) and value > 0 else 0


def _seconds(said: str | None) -> float | None:
    try:
        return max(0.0, float(said)) if said else None
    except ValueError:
        return None


def _pause_before(tried: int, after: float | None) -> float:
    """Seconds to wait: what the endpoint asks for, or twice as long each time, with chance in it."""
    wanted: float = after if after is not None else _FIRST_PAUSE * 2**tried
    spread = random.uniform(1.0, 1.25) if after is not None else random.uniform(0.5, 1.0)
    return float(min(_LONGEST_PAUSE, wanted * spread))
