"""A number shown in a file: tables with described columns, in the forms and shapes that researchers use."""

from corroborate.analysis.private import private_names
from corroborate.model.column import Column
from corroborate.publishing.columns import COLUMNS, WHOLE, names_of
from corroborate.publishing.files import FORMS, write_whole
from corroborate.publishing.forms import (
    ALL_FORMS,
    OF_SEVERAL,
    checked_form,
    checked_kind,
    checked_pair,
    form_of,
    write_tables,
)
from corroborate.publishing.names import ALL_SHOWN, HELD_BACK, Names, names_by_document, names_to_show
from corroborate.publishing.rows import (
    Showing,
    claim_row,
    contested_lines,
    decision_row,
    document_row,
    hit_row,
    incident_row,
    report_row,
    stance_row,
    total_row,
)

__all__ = [
    "ALL_FORMS",
    "ALL_SHOWN",
    "COLUMNS",
    "FORMS",
    "HELD_BACK",
    "OF_SEVERAL",
    "WHOLE",
    "Column",
    "Names",
    "Showing",
    "checked_form",
    "checked_kind",
    "checked_pair",
    "claim_row",
    "contested_lines",
    "decision_row",
    "document_row",
    "form_of",
    "hit_row",
    "incident_row",
    "names_by_document",
    "names_of",
    "names_to_show",
    "private_names",
    "report_row",
    "stance_row",
    "total_row",
    "write_tables",
    "write_whole",
]
