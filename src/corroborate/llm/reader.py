"""Documents coded by a language model, several at once, each question asked once only."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from corroborate.errors import ItemFailed
from corroborate.extraction import Tools, default_tools
from corroborate.llm.account import FILE, Account
from corroborate.llm.assembling import Told, assemble
from corroborate.llm.cache import Cache, key_of
from corroborate.llm.client import Client, Stopped, TooLong
from corroborate.llm.endpoint import Endpoint
from corroborate.llm.pieces import Piece, cut, pieces_of
from corroborate.llm.prompt import Question, question, version
from corroborate.model import Coding, Document

_TOO_LONG = "too long"
"""What is kept in place of an answer where the text was too long."""
_SMALLEST = 1_500
"""Characters below which a piece is not divided any more."""


class ModelReader:
    """One endpoint at work. Close it, or use it in a `with` statement; `account` tells what it came to.

    Raises BadRequest where the endpoint is not configured: then nothing is sent anywhere.
    """

    def __init__(
        self, endpoint: Endpoint, tools: Tools | None = None, pause: Callable[[float], object] | None = None
    ) -> None:
        self.account = Account(
            model=endpoint.model,
            price_in=endpoint.price_in,
            price_out=endpoint.price_out,
            file=endpoint.cache / FILE,
        )
        self._client = Client(endpoint, self.account, pause)
        self._cache = Cache(endpoint.cache)
        self._endpoint = endpoint
        self._tools = tools
        self._pool = ThreadPoolExecutor(endpoint.concurrency, thread_name_prefix="asking")

    def __enter__(self) -> ModelReader:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.close()

    def close(self) -> None:
        """Ask nothing more; answers under way are waited for and kept, so that nothing paid for is lost."""
        self._client.close()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def code(self, document: Document) -> Coding:
        """What a document tells. Raises ItemFailed where the model has no answer, RunFailed where it never will."""
        return self.begin(document)()

    def begin(self, document: Document) -> Callable[[], Coding]:
        """Put the questions about a document; what is given back waits for the answers and makes the coding."""
        pieces = pieces_of(document.text, self._endpoint.piece)
        self.account.documents += bool(pieces)
        asked = [self._pool.submit(self._told, document, piece) for piece in pieces]
        return lambda: self._coding(document, asked)

    def _coding(self, document: Document, asked: list[Future[list[Told]]]) -> Coding:
        if not asked:
            return Coding(document=document)
        try:
            told = [each for future in asked for each in future.result()]
        except ItemFailed as trouble:
            self.account.failed += 1
            raise ItemFailed(f"{document.source}: {trouble}") from None
        except Stopped:
            raise KeyboardInterrupt from None
        return assemble(document, told, self._tools or default_tools(), self.account)

    def _told(self, document: Document, piece: Piece) -> list[Told]:
        """The answers about a piece, or about its halves where it is too long for the model."""
        try:
            return [Told(piece, self._answer(question(document, piece)))]
        except TooLong as trouble:
            length = piece.end - piece.start
            if length <= _SMALLEST:
                raise ItemFailed(
                    f"{length} characters are too long for {self._endpoint.model} ({trouble})"
                ) from None
        halves = cut(document.text, piece, max(_SMALLEST, length * 2 // 3))
        return [told for half in halves for told in self._told(document, half)]

    def _answer(self, asked: Question) -> dict[str, object]:
        key = key_of(asked.document, self._endpoint.model, version(), asked.text)
        held = self._cache.get(key)
        if held is not None:
            self.account.held()
            if _TOO_LONG in held:
                raise TooLong(held[_TOO_LONG])
            return held
        try:
            answer = self._client.ask(asked)
        except TooLong as trouble:
            self._cache.put(key, {_TOO_LONG: str(trouble)}, {"document": asked.document})
            raise
        about = {
            "document": asked.document, "model": self._endpoint.model, "prompt": version(),
            "tokens_in": answer.tokens_in, "tokens_out": answer.tokens_out,
        }  # fmt: skip
        self._cache.put(key, answer.value, about)
        return answer.value
