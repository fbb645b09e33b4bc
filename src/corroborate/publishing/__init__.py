"""A number shown in a file: tables with described columns, JSON Lines, CSV, GeoJSON."""

from corroborate.publishing.columns import COLUMNS, Column, names_of
from corroborate.publishing.files import FORMS, checked_form, checked_kind, form_of, write_whole
from corroborate.publishing.names import ALL_SHOWN, HELD_BACK, Names, names_by_document, private_names
from corroborate.publishing.rows import (
    Showing,
    claim_row,
    contested_lines,
    decision_row,
    document_row,
    hit_row,
    incident_row,
    stance_row,
    total_row,
)

__all__ = [
    "ALL_SHOWN",
    "COLUMNS",
    "FORMS",
    "HELD_BACK",
    "Column",
    "Names",
    "Showing",
    "checked_form",
    "checked_kind",
    "claim_row",
    "contested_lines",
    "decision_row",
    "document_row",
    "form_of",
    "hit_row",
    "incident_row",
    "names_by_document",
    "names_of",
    "private_names",
    "stance_row",
    "total_row",
    "write_whole",
]
