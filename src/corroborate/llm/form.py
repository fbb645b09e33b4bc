"""The form of an answer: the output contract with words of the text in place of what is looked up here."""

from __future__ import annotations

from typing import Any, TypeAlias, get_args

from corroborate.model import vocabulary

Schema: TypeAlias = dict[str, Any]


def form() -> Schema:
    """The JSON schema of an answer, in the strict dialect: every key is required, and no other allowed.

    Beside the contract (extraction.schema.json), `quote` stands for a span, and dates and places are the words
    that say them; ids, days, coordinates and registered parties are none of the model's business.
    """
    return _object(
        incidents=_list(_incident()),
        totals=_list(_total()),
        stances=_list(_stance()),
    )


_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": ["integer", "null"]}


def _object(**keys: Schema) -> Schema:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _one_of(name: str) -> Schema:
    return {"type": "string", "enum": list(get_args(getattr(vocabulary, name)))}


def _party() -> Schema:
    return _object(name=_TEXT, role=_one_of("Role"))


def _count() -> Schema:
    return _object(low=_NUMBER, high=_NUMBER, wording=_MAYBE)


def _said() -> dict[str, Schema]:
    return {"said_by": _list(_party()), "quote": _TEXT}


def _incident() -> Schema:
    perpetrator = _object(
        name=_TEXT, kind=_one_of("PerpetratorKind"), responsibility=_one_of("Responsibility"), **_said()
    )
    target = _object(
        name=_TEXT,
        kind=_one_of("TargetKind"),
        group=_one_of("Group"),
        count=_count(),
        effect=_one_of("TargetEffect"),
        **_said(),
    )
    casualty = _object(
        effect=_one_of("CasualtyEffect"),
        group=_one_of("Group"),
        count=_count(),
        denied={"type": "boolean"},
        **_said(),
    )
    return _object(
        evidence=_list(_TEXT),
        type=_one_of("EventType"),
        stage=_one_of("Stage"),
        tactics=_list(_TEXT),
        when=_MAYBE,
        where=_MAYBE,
        perpetrators=_list(perpetrator),
        targets=_list(target),
        weapons=_list(_object(name=_TEXT, kind=_TEXT, quote=_TEXT)),
        casualties=_list(casualty),
        silences=_list(_object(party=_party(), quote=_TEXT)),
    )


def _total() -> Schema:
    change = {**_object(percent={"type": ["number", "null"]}, wording=_TEXT), "type": ["object", "null"]}
    return _object(
        measure=_one_of("Measure"), count=_count(), group=_one_of("Group"), period=_MAYBE, where=_MAYBE,
        actor=_MAYBE, change=change, **_said(),
    )  # fmt: skip


def _stance() -> Schema:
    return _object(
        actor=_party(), act=_one_of("Act"), toward=_MAYBE, about=_TEXT, incident=_NUMBER, **_said()
    )
