"""A report of a period: findings, tables, charts, map, incidents with their sources, as HTML and as PDF."""

from corroborate.publishing.report.blocks import Paper
from corroborate.publishing.report.material import Material, Scope, parted
from corroborate.publishing.report.templates import SECTIONS, Palette, Template, read_template
from corroborate.publishing.report.unusual import Search, surges_in
from corroborate.publishing.report.writing import FORMS, checked_installed, form_of, write_report

__all__ = [
    "FORMS",
    "SECTIONS",
    "Material",
    "Palette",
    "Paper",
    "Scope",
    "Search",
    "Template",
    "checked_installed",
    "form_of",
    "parted",
    "read_template",
    "surges_in",
    "write_report",
]
