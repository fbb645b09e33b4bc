"""Counts as they are said: words, digits and hedges, read by the codebook's table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias

from corroborate.language.lexicon import read_entries
from corroborate.language.numerals import GROUPS, NEIGHBOURS, ODD, SCALES, SMALL, Numeral, read_numeral
from corroborate.language.sentences import Sentence
from corroborate.language.uncounted import MONTHS, counts_nothing
from corroborate.model.count import Count

CountKind: TypeAlias = Literal["exact", "hedged", "range", "vague", "none", "article"]


@dataclass(frozen=True, slots=True)
class CountMention:
    """Tokens `begin` to `end` (exclusive) say `count`, hedge and all: 'at least five', 'dozens of', 'no'.

    `part_of` is the index, in the list that `find_counts` returned, of the whole that this is a part of
    ('12, including two officers'). `additional` is true of 'two more', 'another five', 'several other'.
    """

    begin: int
    end: int
    count: Count
    kind: CountKind = "exact"
    part_of: int | None = None
    additional: bool = False


@dataclass(frozen=True, slots=True)
class PercentMention:
    """Tokens `begin` to `end` (exclusive) say `value` percent: '24%', 'twenty per cent'."""

    begin: int
    end: int
    value: float


class _Tables(NamedTuple):
    before: dict[str, list[tuple[list[str], str]]]  # hedges by their last word
    after: dict[str, list[tuple[list[str], str]]]  # hedges after the number, by their first word
    vague: dict[str, list[tuple[list[str], str]]]  # by their last word
    starts: frozenset[str]


_NONE = frozenset("no none nobody zero nil not neither".split())
_NO_COUNT_AFTER_NO = frozenset("longer more less fewer doubt matter sooner , . way need later one's".split())
_WITHOUT = frozenset(
    "loss losses casualties casualty injury injuries any damage harm deaths fatalities".split()
)
_TAKEN_OVER = frozenset(
    "take takes took taken taking takeover control dispute fight fought fly flying flew flown hover hovered "
    "hovering crossed handed hand handing turned concern concerns anger outrage pushed ran run running presided".split()
)
_MORE = frozenset("more other additional further extra".split())
_DETERMINERS = frozenset("the them whom these those his her their its our which this that".split())
_OWN = frozenset("the these those his her their its our".split())
_CHANGES = frozenset(
    "rise rises rose risen rising increase increased increasing grow grew grown climbed jumped fell fall fallen "
    "dropped declined decreased surged up down decreasing reduced doubled tripled".split()
)
_PLURAL_SCALES = frozenset("dozen dozens hundred hundreds thousand thousands million millions".split())
_STRENGTH = {"": 0, "about": 1, "at_least": 2, "at_most": 2}
_PART_SIGNS = ("including", "includes", "included", "include", "comprising")
_EFFECTS = frozenset(
    "injured wounded killed hurt dead missing others arrested captured were was more abducted kidnapped detained".split()
)


def find_counts(sentence: Sentence) -> list[CountMention]:
    """All counts in `sentence`, left to right; years, dates, ages, times, money and measures are none."""
    starts = _tables().starts
    at = [i for i, word in enumerate(sentence.lowers) if word in starts or "0" <= word < ":"]
    if not at:
        return []
    found: list[CountMention] = []
    done = 0
    for i in at:
        if i < done:
            continue
        mention, reached = _read_at(sentence, i, done)
        done = max(done, reached)
        if mention is not None:
            found.append(mention)
    return _tie_parts(sentence, found) if len(found) > 1 else found


def find_percentages(sentence: Sentence) -> list[PercentMention]:
    """All percentages in `sentence`: '24%', '24 per cent', 'twenty percent', '3.5 percentage points'."""
    lowers, found = sentence.lowers, []
    for i, word in enumerate(lowers):
        if i and (
            word in ("%", "percent", "percentage", "pct")
            or (word == "per" and lowers[i + 1 : i + 2] == ["cent"])
        ):
            value = _number_before(lowers, i)
            if value is not None:
                found.append(PercentMention(i - 1, i + 1 + (word == "per"), value))
    return found


def _number_before(lowers: list[str], i: int) -> float | None:
    i -= lowers[i - 1] == "-" and i > 1
    word = lowers[i - 1]
    if word in SMALL:
        return float(SMALL[word])
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def _read_at(sentence: Sentence, i: int, done: int) -> tuple[CountMention | None, int]:
    """The mention whose head stands at `i`, and the token up to which has been read."""
    lowers = sentence.lowers
    word = lowers[i]
    if word in _NONE or word == "without":
        return _read_none(sentence, i)
    if word == "some":
        return _read_some(sentence, i)
    if word == "another":
        return _read_another(sentence, i), 0
    if word in _tables().vague:
        return _read_vague(sentence, i, done)
    number = read_numeral(lowers, i)
    if number is None or number.begin < done:
        return None, i + 1
    whole = _read_range(sentence, number)
    if counts_nothing(sentence, whole):
        return None, whole.end
    return _hedged(sentence, whole, done), whole.end


def _read_range(sentence: Sentence, first: Numeral) -> Numeral:
    """'between 20 and 25', '20 to 25', '20-25', 'two or three'; `first` itself where no range stands."""
    lowers, end = sentence.lowers, first.end
    if (
        end + 1 >= len(lowers)
        or first.low != first.high
        or lowers[end] not in ("and", "to", "or", "-", "–", "—")
    ):
        return first
    before = lowers[first.begin - 1] if first.begin else ""
    if (lowers[end] == "and") != (before == "between"):
        return first
    second = read_numeral(lowers, end + 1)
    if second is None and lowers[end + 1] in ("a", "an") and end + 2 < len(lowers):
        second = read_numeral(lowers, end + 2)
    if (
        second is None
        or second.low <= first.low
        or _is_year_like(lowers, first)
        or _is_dated(lowers, first, second)
    ):
        return first
    if lowers[end] == "to" and before in ("from", "by") and not _CHANGES.isdisjoint(lowers[: first.begin]):
        return first
    low = first.low
    if (
        second.end - second.begin > 1
        and first.end - first.begin == 1
        and lowers[second.end - 1] in SCALES
        and low < 100
    ):
        low *= SCALES[lowers[second.end - 1]]
    begin = first.begin - (before in ("between", "from"))
    return Numeral(begin, second.end, low, second.high)


def _is_year_like(lowers: list[str], number: Numeral) -> bool:
    return number.end == number.begin + 1 and 1900 <= number.low <= 2100 and lowers[number.begin].isdigit()


def _is_dated(lowers: list[str], first: Numeral, second: Numeral) -> bool:
    after = lowers[second.end : second.end + 1]
    before = lowers[first.begin - 1] if first.begin else ""
    return before in MONTHS or (bool(after) and after[0] in MONTHS)


def _hedged(sentence: Sentence, number: Numeral, done: int) -> CountMention | None:
    begin, hedge, additional = _read_hedges(sentence.lowers, number.begin, done)
    end, post = _read_after(sentence.lowers, number.end)
    if sentence.lowers[number.end - 1] in ODD:
        post = "at_least"
    if sentence.lowers[begin] == "under" and not (end < len(sentence) and sentence.lowers[end].isalpha()):
        return None
    additional = additional or sentence.lowers[number.begin] == "another"
    if (
        end < len(sentence)
        and sentence.lowers[end] in _MORE
        and sentence.lowers[end + 1 : end + 2] != ["than"]
    ):
        end, additional = end + 1, True
    bound = post if post in ("at_least", "at_most") and hedge not in ("at_least", "at_most") else hedge
    kind: CountKind = "range" if number.low != number.high else "hedged" if bound or post else "exact"
    count = Count(
        low=None if bound == "at_most" else number.low,
        high=None if bound == "at_least" else number.high,
        wording=wording(sentence, begin, end),
    )
    if sentence.lowers[number.end - 1] in GROUPS:
        end = _past_of(sentence.lowers, end)
    return CountMention(begin, end, count, "none" if number.high == 0 else kind, None, additional)


def _read_hedges(lowers: list[str], begin: int, done: int) -> tuple[int, str, bool]:
    """Where the hedges before `begin` start, the class that binds, and whether the number adds to others."""
    bound, additional = "", False
    before = _tables().before
    for _ in range(3):
        options = before.get(lowers[begin - 1]) if begin > done else None
        fitting = [o for o in options or () if _fits(lowers, begin - len(o[0]), begin, o[0], done)]
        if not fitting:
            break
        form, kind = fitting[0]
        begin -= len(form)
        additional = additional or kind == "more"
        if kind in _STRENGTH and _STRENGTH[kind] > _STRENGTH[bound]:
            bound = kind
    return begin, bound, additional


def _fits(lowers: list[str], at: int, begin: int, form: list[str], done: int) -> bool:
    return at >= done and lowers[at:begin] == form and not _is_particle(lowers, at)


def _is_particle(lowers: list[str], i: int) -> bool:
    """Whether 'over' at `i` belongs to the verb before it: 'took over two checkpoints'."""
    return lowers[i] == "over" and i > 0 and lowers[i - 1] in _TAKEN_OVER


def _read_after(lowers: list[str], end: int) -> tuple[int, str]:
    options = _tables().after.get(lowers[end]) if end < len(lowers) else None
    for form, kind in options or ():
        if lowers[end : end + len(form)] == form:
            return end + len(form), kind
    return end, _said_after_noun(lowers, end + 1)


def _said_after_noun(lowers: list[str], at: int) -> str:
    """The bound set behind the noun: 'ten soldiers at most'; not 'ten soldiers at least 30 km away'."""
    if at + 1 >= len(lowers) or lowers[at] not in ("at", "or") or not lowers[at - 1].isalpha():
        return ""
    for form, kind in _tables().after.get(lowers[at], ()):
        end = at + len(form)
        if lowers[at:end] == form and kind != "about":
            after = lowers[end] if end < len(lowers) else "."
            is_next = after in _tables().starts or "0" <= after < ":" or after in ("a", "an", "some")
            return "" if is_next else kind
    return ""


def _read_vague(sentence: Sentence, i: int, done: int) -> tuple[CountMention | None, int]:
    lowers = sentence.lowers
    for form, _ in _tables().vague[lowers[i]]:
        begin = i + 1 - len(form)
        if begin >= done and lowers[begin : i + 1] == form:
            break
    else:
        return None, 0
    if lowers[i] == "many" and begin and lowers[begin - 1] in ("as", "how", "so", "too"):
        return None, 0
    end = _past_scales(lowers, i + 1)
    begin, _, additional = _read_hedges(lowers, begin, done)
    said = wording(sentence, begin, end)
    if end < len(lowers) and lowers[end] in (*_MORE, "others"):
        additional = True
        end += lowers[end] != "others"
    end = _past_of(lowers, end)
    return CountMention(begin, end, Count(low=None, high=None, wording=said), "vague", None, additional), end


def _past_of(lowers: list[str], end: int) -> int:
    """Past 'of' in 'dozens of soldiers', so that the noun follows; not in 'dozens of the soldiers'."""
    return end + (
        lowers[end : end + 1] == ["of"] and end + 1 < len(lowers) and lowers[end + 1] not in _DETERMINERS
    )


def _past_scales(lowers: list[str], end: int) -> int:
    """Past 'hundred' in 'several hundred', 'of thousands' in 'hundreds of thousands', 'or hundreds'."""
    while end < len(lowers):
        if lowers[end] in _PLURAL_SCALES:
            end += 1
        elif (
            lowers[end] in ("of", "or", "and")
            and lowers[end + 1 : end + 2]
            and lowers[end + 1] in _PLURAL_SCALES
        ):
            end += 2
        else:
            break
    return end


def _read_none(sentence: Sentence, i: int) -> tuple[CountMention | None, int]:
    lowers = sentence.lowers
    after = lowers[i + 1] if i + 1 < len(lowers) else ""
    end = i + 1
    if lowers[i] == "not":
        end = i + 2 if after == "one" else i + 3 if lowers[i + 1 : i + 3] == ["a", "single"] else i
    elif lowers[i] == "neither":
        end = i + 1 if after.isalpha() and "nor" not in lowers[i:] else i
    elif lowers[i] == "without":
        end = i + 1 if after in _WITHOUT else i
    elif lowers[i] == "no":
        end = i if after in _NO_COUNT_AFTER_NO else i + 1 + (after == "one")
    if end == i:
        return None, 0
    return CountMention(i, end, Count(low=0, high=0, wording=wording(sentence, i, end)), "none"), end


def _read_some(sentence: Sentence, i: int) -> tuple[CountMention | None, int]:
    """'some of the 40 men' are not told how many; any other 'some' is a hedge or nothing."""
    following = sentence.lowers[i + 1 : i + 4]
    if len(following) < 3 or following[0] != "of" or following[1] not in _OWN:
        return None, 0
    if read_numeral(following, 2) is None:
        return None, 0
    count = Count(low=None, high=None, wording=sentence.words[i])
    return CountMention(i, i + 1, count, "vague"), i + 1


def _read_another(sentence: Sentence, i: int) -> CountMention | None:
    """'another soldier': one more; 'another two' is read from its number."""
    lowers = sentence.lowers
    after = lowers[i + 1] if i + 1 < len(lowers) else ""
    if after in _tables().starts or "0" <= after < ":" or (i and lowers[i - 1] == "one"):
        return None
    if counts_nothing(sentence, Numeral(i, i + 1, 1, 1)) or not after.isalpha():
        return None
    return CountMention(i, i + 1, Count(low=1, high=1, wording=sentence.words[i]), "article", None, True)


def _tie_parts(sentence: Sentence, found: list[CountMention]) -> list[CountMention]:
    """The mentions with the whole of each part named: '12, including two officers and a driver'."""
    tied: list[CountMention] = []
    for n, mention in enumerate(found):
        whole = None
        if n and _is_part(sentence, mention):
            whole = _whole_of(tied, mention)
        elif n and tied[-1].part_of is not None and _goes_on(sentence, tied[-1], mention):
            whole = tied[-1].part_of
        tied.append(mention if whole is None else replace(mention, part_of=whole))
    return tied


def _is_part(sentence: Sentence, mention: CountMention) -> bool:
    lowers, begin = sentence.lowers, mention.begin
    back = begin - 2 if lowers[begin - 1] in ("a", "an", ":") else begin - 1
    if lowers[back] in _PART_SIGNS or lowers[max(0, back - 1) : back + 1] in (
        ["among", "them"],
        ["among", "whom"],
    ):
        return True
    if lowers[back] in ("whom", "them", "which") and lowers[back - 1] == "of":
        return True
    if lowers[mention.end : mention.end + 2] in (["of", "them"], ["of", "whom"], ["of", "which"]):
        return True
    for i in range(begin - 1, max(-1, begin - 7), -1):
        if lowers[i] in _PART_SIGNS:
            return not any(word in _EFFECTS for word in lowers[i:begin])
    return False


def _whole_of(tied: list[CountMention], part: CountMention) -> int | None:
    size = part.count.low or part.count.high or 0
    for n in range(len(tied) - 1, -1, -1):
        whole = tied[n].count
        if tied[n].part_of is None and tied[n].kind != "none" and (whole.high is None or whole.high >= size):
            return n
    return None


def _goes_on(sentence: Sentence, last: CountMention, mention: CountMention) -> bool:
    """Whether `mention` goes on with the list of parts that `last` stands in: 'two officers and three men'."""
    lowers = sentence.lowers
    between, after = lowers[last.end : mention.begin], lowers[mention.end : mention.end + 1]
    if not between or between[-1] not in ("and", ",") or len(between) > 4 or between[-2:] == [",", "and"]:
        return False
    later = lowers[mention.end : mention.end + 4]
    return (
        not mention.additional
        and after != ["of"]
        and _EFFECTS.isdisjoint(between)
        and _EFFECTS.isdisjoint(later)
    )


def wording(sentence: Sentence, begin: int, end: int) -> str:
    """Tokens `begin` to `end` (exclusive) as they were written, with single spaces."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    said = words[begin]
    for i in range(begin + 1, end):
        said += words[i] if starts[i] == ends[i - 1] else " " + words[i]
    return said


@cache
def _tables() -> _Tables:
    before: dict[str, list[tuple[list[str], str]]] = {}
    after: dict[str, list[tuple[list[str], str]]] = {}
    vague: dict[str, list[tuple[list[str], str]]] = {}
    for entry in read_entries(files("corroborate.language") / "numbers.yaml"):
        for form in (written.split() for written in entry.forms):
            if entry.kind.startswith("after."):
                after.setdefault(form[0], []).append((form, entry.kind.removeprefix("after.")))
            elif entry.kind == "vague":
                if form[-1] not in ("thousands", "hundreds") or len(form) == 1:
                    vague.setdefault(form[-1], []).append((form, entry.kind))
            elif entry.kind != "none":
                before.setdefault(form[-1], []).append((form, entry.kind))
    for table in (before, after, vague):
        for options in table.values():
            options.sort(key=lambda option: -len(option[0]))
    starts = frozenset(
        {*SMALL, *GROUPS, *SCALES, *NEIGHBOURS, *ODD, *vague, *_NONE, "another", "without", "some"}
    )
    return _Tables(before, after, vague, starts)
