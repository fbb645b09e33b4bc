"""The columns of every table and export: the one place that the data dictionary is made from."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.model.column import Column
from corroborate.publishing.shape_columns import SHAPES

_WHERE = (
    Column("place", "text", "the finest place named, known to the gazetteer or not"),
    Column("within", "list", "the places that hold it, finest first, country last"),
    Column("country", "text", "ISO 3166-1 alpha-2"),
    Column("latitude", "number", "degrees, WGS 84, of the finest place known to the gazetteer"),
    Column("longitude", "number", "degrees, WGS 84, of the finest place known to the gazetteer"),
    Column("place_precision", "text", "how finely the coordinates are known: exact, near, district, province, region, country, unresolved"),
)  # fmt: skip
_SPEAKER = (
    Column("speaker", "text", "who says so first; empty where the document says it in its own voice"),
    Column("speaker_role", "text", "the first speaker's role: armed_group, government, military, police, …"),
    Column("speaker_actor", "text", "the first speaker's id in the registry"),
    Column("via", "list", "who passed it on, in order"),
)
_STANDS_IN = (
    Column("quote", "text", "the words of the document"),
    Column("start", "integer", "where the quote begins in the document's text, in characters"),
    Column("end", "integer", "where the quote ends, exclusive"),
    Column("document", "text", "id of the document: the SHA-256 of its bytes"),
    Column("publisher", "text", "who published the document"),
    Column("published", "text", "when it was published, ISO 8601 date or time"),
    Column("title", "text", "the document's title"),
    Column("url", "text", "the document's address"),
)
_COUNT = (
    Column("low", "integer", "the least number; empty is unknown, never 0"),
    Column("high", "integer", "the greatest number; empty is unknown, never 0"),
    Column("wording", "text", "the number as it was said"),
)
_AS_OF = Column("as_of", "text", "the day or time as of which the record was asked; empty is now")

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "incidents": (
        Column("id", "text", "the smallest id of the incident's reports; any of their ids finds it"),
        Column("type", "text", "ACLED's sub-event type, the one that most reports give"),
        Column("stage", "text", "carried_out, attempted, foiled or threatened"),
        Column("tactics", "list", "finer words for how"),
        Column("earliest", "date", "the first day on which it may have happened, by the narrowest interval said"),
        Column("latest", "date", "the last day on which it may have happened"),
        Column("date_precision", "text", "day, days, week, month, year, longer or unresolved"),
        *_WHERE,
        Column("perpetrators", "list", "who is said to have done it, each with how surely"),
        Column("perpetrator_actors", "list", "their ids in the registry, where known; denials left out"),
        Column("killed_low", "integer", "the least figure for people killed that any source gives"),
        Column("killed_best", "integer", "the figure for people killed that the named rule chooses"),
        Column("killed_high", "integer", "the greatest figure for people killed that any source gives"),
        Column("injured_low", "integer", "the least figure for people injured that any source gives"),
        Column("injured_best", "integer", "the figure for people injured that the named rule chooses"),
        Column("injured_high", "integer", "the greatest figure for people injured that any source gives"),
        Column("figures", "object", "one entry for each effect and group: effect, group, low, best, high, reason"),
        Column("rule", "text", "the rule that chose every best figure: lowest, range, official, claimant or independent"),
        Column("rule_reason", "text", "whose figure for people killed the rule chose"),
        Column("grade", "text", "confirmed, corroborated, single-source, contested or denied"),
        Column("grade_reason", "text", "why it has this grade"),
        Column("contested", "list", "what sources differ on, and what each of them says"),
        Column("sources", "integer", "how many sources, counted by first speaker"),
        Column("source_names", "list", "the sources"),
        Column("documents", "integer", "how many documents tell of it"),
        Column("first_published", "text", "when the first of them was published"),
        Column("background", "boolean", "no document tells of it as news, only as background"),
        Column("reports", "list", "ids of its reports, in the order of publication"),
        _AS_OF,
    ),
    "claims": (
        Column("id", "text", "id of the claim, from its content"),
        Column("incident", "text", "id of the incident that it is about"),
        Column("report", "text", "id of the report that it is part of"),
        Column("field", "text", "type, stage, tactic, when, where, perpetrator, target, weapon, casualty or silence"),
        Column("value", "object", "what is claimed, as in the output contract"),
        Column("effect", "text", "of a casualty or target: killed, injured, captured, missing, …"),
        Column("group", "text", "of a casualty or target: military, police, civilians, …"),
        *_COUNT,
        Column("denied", "boolean", "the speaker denies it"),
        *_SPEAKER,
        Column("attribution", "object", "everybody who says so with role and id in the registry, first speaker first"),
        *_STANDS_IN,
        _AS_OF,
    ),
    "reports": (
        Column("id", "text", "id of the report, from its document and words"),
        Column("incident", "text", "id of the incident that it is of"),
        Column("document", "text", "id of the document that tells it"),
        Column("type", "text", "ACLED's sub-event type"),
        Column("stage", "text", "carried_out, attempted, foiled or threatened"),
        Column("background", "boolean", "told as background, not as news"),
        Column("coded", "object", "the whole report, as an incident of the output contract"),
        _AS_OF,
    ),
    "totals": (
        Column("id", "text", "id of the total, from its content; the smallest where several documents quote it"),
        Column("measure", "text", "attacks, locations, killed, injured, captured, missing, arrested or other"),
        Column("group", "text", "whom it counts"),
        *_COUNT,
        Column("earliest", "date", "the first day of the period summed"),
        Column("latest", "date", "the last day of the period summed"),
        Column("period", "text", "the period as it was said"),
        *_WHERE,
        Column("actor", "text", "whose deeds are summed"),
        Column("change_percent", "number", "how it compares with an earlier sum, in percent"),
        Column("change_wording", "text", "the comparison as it was said"),
        *_SPEAKER,
        Column("documents", "list", "ids of all documents that quote it"),
        Column("publishers", "list", "who published them"),
        Column("record_low", "integer", "what the record's incidents of its period, place and actor come to, at least"),
        Column("record_high", "integer", "what they come to at most"),
        Column("unexplained", "integer", "what the total has above that; empty where it cannot be compared"),
        Column("comparison", "text", "the comparison in words"),
        Column("incidents", "list", "ids of the incidents compared"),
        Column("coded", "object", "every quotation of it whole, as the output contract has it, with its document"),
        *_STANDS_IN,
        _AS_OF,
    ),
    "stances": (
        Column("id", "text", "id of the stance, from its content"),
        Column("act", "text", "accuses, denies, condemns, appeals, demands, threatens, promises, …"),
        Column("actor", "text", "who takes it"),
        Column("actor_role", "text", "the actor's role"),
        Column("actor_id", "text", "the actor's id in the registry"),
        Column("toward", "text", "toward whom"),
        Column("about", "text", "about what"),
        Column("incident", "text", "id of the incident it is about, where it is about one"),
        Column("coded", "object", "the whole stance, as the output contract has it"),
        *_SPEAKER,
        *_STANDS_IN,
        _AS_OF,
    ),
    "decisions": (
        Column("id", "text", "id of the decision"),
        Column("kind", "text", "same, different, accept, reject or correct"),
        Column("subjects", "list", "ids of the reports or the claim that it is about"),
        Column("field", "text", "of a correction: which field"),
        Column("value", "object", "of a correction: the value; of a split: its sides"),
        Column("author", "text", "who decided: a name, or rule: and the rule's name"),
        Column("made_at", "time", "when it was decided"),
        Column("reason", "text", "why, in the words of its author"),
        Column("withdrawn_at", "time", "when it was withdrawn; empty where it is in force"),
        Column("withdrawn_by", "text", "who withdrew it"),
        _AS_OF,
    ),
    "documents": (
        Column("id", "text", "SHA-256 of the bytes as read"),
        Column("kind", "text", "article, or dataset: rows of a table that others coded"),
        Column("title", "text", "its title"),
        Column("publisher", "text", "who published it"),
        Column("published", "text", "when, ISO 8601 date or time; empty where unknown, never today"),
        Column("language", "text", "BCP 47"),
        Column("url", "text", "its address"),
        Column("source", "text", "path or address as given"),
        Column("copy_of", "text", "id of the document whose words it repeats"),
        Column("coded_by", "text", "the extractor and its version; empty where it was stored but not coded"),
        Column("reports", "integer", "how many incidents it tells of"),
        Column("added_at", "time", "when the record learned of it, UTC"),
        Column("notes", "list", "what reading noticed"),
    ),
    "hits": (
        Column("kind", "text", "what was found: document"),
        Column("id", "text", "its id"),
        Column("title", "text", "the document's title"),
        Column("published", "text", "when it was published"),
        Column("snippet", "text", "the words found, in [brackets], with those around them"),
    ),
    **SHAPES,
}  # fmt: skip
"""Every table that the Python interface gives and every export, by its kind."""


def names_of(kind: str) -> tuple[str, ...]:
    """The names of the columns of one kind of table, in order."""
    return tuple(column.name for column in COLUMNS[kind])


WHOLE = ("incidents", "reports", "claims", "totals", "stances", "decisions", "documents")
"""The tables that hold all of a record, apart from the texts of its documents."""
