"""Read, extract, save, link; nothing clever."""

from corroborate.pipeline.adding import AddOptions, AddSummary, Progress, add
from corroborate.pipeline.coding import Extractor, code_text
from corroborate.pipeline.linking import link_waiting, relink, relink_all

__all__ = [
    "AddOptions",
    "AddSummary",
    "Extractor",
    "Progress",
    "add",
    "code_text",
    "link_waiting",
    "relink",
    "relink_all",
]
