"""Numbers that count nothing we count: years, days of the month, ages, times, money, measures, names."""

from __future__ import annotations

import re

from corroborate.language.numerals import Numeral
from corroborate.language.sentences import Sentence

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MEASURES = frozenset(
    "% percent per pct percentage km kms kilometer kilometers kilometre kilometres mile miles metre metres meter "
    "meters feet foot ft yard yards kg kgs kilogram kilograms kilo kilos gram grams ton tons tonne tonnes litre "
    "litres liter liters gallons barrels hectare hectares acre acres sq square degrees mm cm knots mph kph inch inches "
    "nautical volts megawatts mw gb times fold thirds quarters fifths tenths points magnitude "
    "hour hours hrs hr minute minutes min mins second seconds day days week weeks month months year years night nights "
    "year-old years-old year-olds month-old months-old "
    "fortnight decade decades century centuries am pm o'clock gmt utc weekends summers winters yrs "
    "dollar dollars rupee rupees euro euros pound pounds naira shilling shillings ruble rubles rouble roubles hryvnia "
    "riyals dinars dirhams afghanis kyat birr cents francs yuan yen peso pesos usd eur gbp pkr inr gourdes lira".split()
)
_MONEY_BEFORE = frozenset("$ € £ ₹ ₦ ₨ rs usd pkr inr eur gbp us$ a$ c$".split())
_NUMBERED = frozenset(
    "route highway road street unit brigade battalion division regiment squadron corps section article resolution camp "
    "block sector ward zone district area gate phase chapter page channel flight room no number nos base checkpoint "
    "line level grade class volume issue part apartment house building sect agenda rule figure table annex "
    "version season episode round aged age ages expressway motorway autoroute pk kp mile "
    "kilometre kilometer protocol paragraph para point".split()
)
_UNITS_AFTER = frozenset(
    "Corps Division Brigade Battalion Regiment Squadron Wing Infantry Armoured Armored Mountain Field Punjab Frontier "
    "Sikh Rajput Gorkha Rashtriya Rifles Para Commando Baloch Sindh FF RR Mechanized Mechanised Motorized Assault "
    "Separate Airborne Eyes Downing".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = frozenset(
    "in since by until till during from late early mid before after for the year years to through of into 's "
    "throughout around between and ( ago through".split()
)
_PEOPLE_LIKE = frozenset("people men women children troops personnel police dead".split())
_PERSONAL_AFTER = frozenset((",", ")", ".", ";"))
_TOLD_OF_MANY = frozenset(
    "dead killed injured wounded hurt died missing captured arrested detained toll total number figure in on at".split()
)
_DETERMINERS = frozenset("a an his her their my 's".split())
_NOT_ONE_AFTER = frozenset(
    "another day night morning evening afternoon thing by hand who whose way place point time 's step side key "
    "reason year month week such can should must would might".split()
)
_NOT_ONE_BEFORE = frozenset("this that which each every at the another any square".split())
_SUPERLATIVE_HEADS = frozenset("most worst main key major few many leading".split())


def counts_nothing(sentence: Sentence, number: Numeral) -> bool:
    """Whether the number is a year, a day, an age, a time, money, a measure, a score or part of a name."""
    begin, end = number.begin, number.end
    lowers = sentence.lowers
    after = lowers[end] if end < len(lowers) else ""
    before = lowers[begin - 1] if begin else ""
    is_digits = "0" <= lowers[begin] < ":"
    if after in _MEASURES or before in _MONEY_BEFORE or _is_age(lowers, begin):
        return True
    if lowers[begin] == "one" and end == begin + 1:
        return _is_pronoun(lowers, begin)
    if _is_joined(sentence, number) or (is_digits and _names_unit(sentence, end)):
        return True
    if is_digits and (_is_date(lowers, number) or _is_year(sentence, number)):
        return True
    return is_digits and _is_label(sentence, number, before, after)


def _names_unit(sentence: Sentence, end: int) -> bool:
    """Whether the number belongs to a unit's name ('10 Corps'), not to its people ('10 Frontier Corps soldiers')."""
    if end >= len(sentence) or sentence.words[end] not in _UNITS_AFTER:
        return False
    following = sentence.words[end + 1 : end + 5]
    return not any(
        word.islower() and (word.endswith(("s", "men")) or word in _PEOPLE_LIKE) for word in following
    )


def _is_age(lowers: list[str], i: int) -> bool:
    """Whether 'aged' governs the number at `i`: 'aged 35', 'aged 12, 14 and 35'."""
    i -= 1
    while i >= 0 and (
        lowers[i] in (",", "and", "to", "between", "around", "about") or "0" <= lowers[i] < ":"
    ):
        i -= 1
    return i >= 0 and lowers[i] in ("aged", "ages", "age")


def _is_label(sentence: Sentence, number: Numeral, before: str, after: str) -> bool:
    """'Route 60', '#3', '1.' before a list's item, 'Khan, 35,' (an age), '6 p.m.'."""
    lowers, begin, end = sentence.lowers, number.begin, number.end
    if (
        before in _NUMBERED
        or before == "#"
        or (before == "." and begin > 1 and lowers[begin - 2] in ("no", "rs"))
    ):
        return True
    if begin == 0 and after in (".", ")"):
        return True
    if after in ("a", "p") and lowers[end + 1 : end + 3] == [".", "m"]:
        return True
    if before not in (",", "and") or begin < 2 or number.low > 110:
        return False
    return (
        before == "," and after in _PERSONAL_AFTER and sentence.words[begin - 2][0].isupper()
    ) or _is_age_apart(lowers, begin, end)


def _is_age_apart(lowers: list[str], begin: int, end: int) -> bool:
    """'a fisherman, 45, and his sons, 12 and 14, were': bare numbers set off behind one who is told of."""
    while end < len(lowers) and (lowers[end] == "and" or "0" <= lowers[end] < ":"):
        end += 1
    if end == len(lowers) or lowers[end] not in (",", ")", "."):
        return False
    at = begin - 1
    while at > 0 and (lowers[at] == "and" or "0" <= lowers[at] < ":"):
        at -= 1
    if lowers[at] != "," or at < 2 or not lowers[at - 1].isalpha() or lowers[at - 1] in _TOLD_OF_MANY:
        return False
    return any(word in _DETERMINERS for word in lowers[max(0, at - 4) : at - 1])


def _is_pronoun(lowers: list[str], i: int) -> bool:
    before = lowers[i - 1] if i else ""
    after = lowers[i + 1] if i + 1 < len(lowers) else ""
    if after in _NOT_ONE_AFTER or before in _NOT_ONE_BEFORE:
        return True
    if after != "of":
        return False
    head = next(
        (w for w in lowers[i + 2 : i + 5] if w not in ("the", "its", "their", "his", "my", "our")), ""
    )
    return head in _SUPERLATIVE_HEADS or head.endswith("est")


def _is_joined(sentence: Sentence, number: Numeral) -> bool:
    """Joined to its neighbour without a space: 'M23', '35-year-old', '24/7', '12-member'."""
    starts, ends, lowers = sentence.starts, sentence.ends, sentence.lowers
    begin, end = number.begin, number.end
    if begin and starts[begin] == ends[begin - 1]:
        before = lowers[begin - 1]
        if before[-1].isalnum() or before in ("/", ":", ".", "#", "№", "_"):
            return True
        if before in ("-", "–") and begin > 1 and ends[begin - 2] == starts[begin - 1]:
            return True
    if end >= len(lowers) or starts[end] != ends[end - 1]:
        return False
    if lowers[end] in ("/", "°", "x", "_"):
        return True
    if lowers[end] != "-" or end + 1 >= len(lowers) or starts[end + 1] != ends[end]:
        return False
    return lowers[end + 1] not in ("odd", "plus")


def _is_date(lowers: list[str], number: Numeral) -> bool:
    """A day beside a month's name: '3 September', 'September 3', '13 and 15 August', 'May 3 and 4'."""
    if number.low > 31 or number.end != number.begin + 1:
        return False
    end, begin, size = number.end, number.begin, len(lowers)
    if end < size and lowers[end] in MONTHS and not (lowers[end] == "may" and _is_modal(lowers, end)):
        return True
    if end + 1 < size and lowers[end] == "of" and lowers[end + 1] in MONTHS:
        return True
    if begin and (lowers[begin - 1] in MONTHS or lowers[begin - 1] in _WEEKDAYS):
        return (
            lowers[begin - 1] not in ("may", "march") or begin < 2 or lowers[begin - 2] not in ("who", "they")
        )
    if begin > 1 and lowers[begin - 1] == "." and lowers[begin - 2] in MONTHS:
        return True
    joined = ("and", "to", "-", "–", ",", "or", "&")
    if (
        end + 2 < size
        and lowers[end] in joined
        and lowers[end + 1][0].isdigit()
        and lowers[end + 2] in MONTHS
    ):
        return True
    return (
        begin > 2
        and lowers[begin - 1] in joined
        and lowers[begin - 3] in MONTHS
        and lowers[begin - 2].isdigit()
    )


def _is_modal(lowers: list[str], i: int) -> bool:
    """Whether 'may' at `i` is the verb: '12 may have died'."""
    return i + 1 < len(lowers) and lowers[i + 1] in (
        "have",
        "be",
        "not",
        "also",
        "still",
        "die",
        "well",
        "face",
    )


def _is_year(sentence: Sentence, number: Numeral) -> bool:
    word = sentence.lowers[number.begin]
    if number.end != number.begin + 1 or not _YEAR.fullmatch(word):
        return False
    after = sentence.lowers[number.end] if number.end < len(sentence) else ""
    before = sentence.lowers[number.begin - 1] if number.begin else "the"
    counted = after in _PEOPLE_LIKE or (
        after.isalpha() and after.endswith("s") and after not in ("was", "is", "has")
    )
    return not counted or before in _YEAR_BEFORE or before in MONTHS
