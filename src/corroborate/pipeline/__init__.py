"""Read, extract, save, link; nothing clever."""

from corroborate.pipeline.adding import AddOptions, AddSummary, Progress, add
from corroborate.pipeline.coding import Extractor, code_text
from corroborate.pipeline.filing import file_cards
from corroborate.pipeline.importing import ImportSummary, import_datasets
from corroborate.pipeline.linking import link_waiting, relink, relink_all

__all__ = [
    "AddOptions",
    "AddSummary",
    "Extractor",
    "ImportSummary",
    "Progress",
    "add",
    "code_text",
    "file_cards",
    "import_datasets",
    "link_waiting",
    "relink",
    "relink_all",
]
