"""A language model asked what a document tells, through any endpoint that speaks OpenAI's protocol.

What it answers is a proposal: every claim is checked against the document's words before it counts, and days,
places and parties are looked up here, never taken from the model.
"""

from corroborate.llm.account import Account
from corroborate.llm.endpoint import Endpoint
from corroborate.llm.reader import ModelReader
from corroborate.llm.second import SecondReader

__all__ = ["Account", "Endpoint", "ModelReader", "SecondReader"]
