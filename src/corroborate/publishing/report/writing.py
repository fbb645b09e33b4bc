"""A report written to files, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from corroborate.errors import BadRequest
from corroborate.publishing.files import whole, write_whole
from corroborate.publishing.report.blocks import Figure, Paper
from corroborate.publishing.report.index import Index, told_whole
from corroborate.publishing.report.maps import marks_of
from corroborate.publishing.report.material import Material
from corroborate.publishing.report.pages import html_pages
from corroborate.publishing.report.templates import Template

FORMS = ("html", "pdf")
_NEEDED = {"html": ("altair", "vl_convert"), "pdf": ("altair", "vl_convert", "typst")}


def form_of(to: Path) -> str:
    """The form that a file's name asks for. Raises BadRequest for any but .html and .pdf."""
    form = {"htm": "html"}.get(to.suffix[1:].lower(), to.suffix[1:].lower())
    if form not in FORMS:
        raise BadRequest(f"{to}: a report is written as .html or .pdf; name the file so")
    return form


def checked_installed(forms: Sequence[str]) -> None:
    """Raises BadRequest where a library that these forms need is missing."""
    for name in (name for form in forms for name in _NEEDED[form]):
        if find_spec(name) is None:
            raise BadRequest(
                f"report: {name} is not installed; install it with `pip install 'corroborate[reports]'`"
            )


def write_report(material: Material, template: Template, files: Sequence[Path]) -> Paper:
    """Write one report to each of some files, whose names say the form, and give back what they hold."""
    forms = [form_of(file) for file in files]
    checked_installed(forms)
    from corroborate.publishing.report.sections import composed

    paper = composed(material, template)
    for file, form in zip(files, forms, strict=True):
        if form == "html":
            index = Index(paper, list(_on_map(material, template)))
            write_whole(file, html_pages(paper, template, index))
        else:
            from corroborate.publishing.report.paged import write_pdf

            with whole(file) as beside:
                write_pdf(paper, template, Index(paper, numbers=told_whole(paper)), beside)
    return paper


def _on_map(material: Material, template: Template) -> Iterator[Figure]:
    """What the marks of the map lead to."""
    if "map" in template.sections:
        for mark in marks_of(material):
            asked = (("place", mark.named),) if mark.named else None
            yield Figure(
                text="", incidents=mark.incidents, of=f"on the map, {mark.name}", asked=asked, is_among=True
            )
