"""Parties the registry does not know, by the shape of their names."""

from __future__ import annotations

import functools
from importlib import resources

from corroborate.actors.actor import ROLES, ActorMention
from corroborate.actors.matching import is_shouted, is_titled
from corroborate.actors.names import fold, spellings, word_set, words_between
from corroborate.language.lexicon import read_entries
from corroborate.language.sentences import Sentence

_JOINERS = word_set("of for the and de la del des du al e el y en i in s ul da do dos le les 's & -")
_OPENERS = word_set(
    "the a an in on at after before when while as and but or if for from by with since until during near its their ",
    "this that these those meanwhile however although though both two three four five six seven eight nine ten several all some many no one another ",
    "his her our my your following according under over against among between of to into than also members member ",
    "fighters leader leaders commander commanders spokesman spokesperson spokeswoman general president prime minister ",
    "colonel major captain chief monday tuesday wednesday thursday friday saturday sunday january february march april may june ",
    "july august september october november december today yesterday earlier later separately elsewhere reportedly",
)
_NO_BEGINNING = _OPENERS | _JOINERS
_POLICE_NOUNS = word_set("department dept force service")
_THINGS = word_set(
    "station stations post posts academy school general line lines headquarters office training commander"
)
_WIDEST = 10
_LEFT_JOINERS = _JOINERS - {"in", "for", "the"}
_RIGHT_JOINERS = _JOINERS - {"in", "s", "'s"}
_LINKS = frozenset(("of", "for"))


@functools.cache
def head_words() -> dict[str, dict[str, str]]:
    """The words of heads.yaml: `kinds` of the head word, and the sets `armed`, `regular`, `never`."""
    found: dict[str, dict[str, str]] = {"kinds": {}, "armed": {}, "regular": {}, "never": {}}
    for entry in read_entries(resources.files("corroborate.actors") / "heads.yaml"):
        sort = entry.kind if entry.kind in found else "kinds"
        for form in entry.forms:
            found[sort].setdefault(form, entry.kind)
    return found


def unknown_parties(sentence: Sentence, taken: list[ActorMention]) -> list[ActorMention]:
    """Capitalised names with a head word ("… Liberation Front", "Army of …") outside the mentions `taken`."""
    kinds = head_words()["kinds"]
    lowers = sentence.lowers
    spots = [i for i, low in enumerate(lowers) if low in kinds and _may_be_head(sentence, i)]
    if not spots or is_shouted(sentence) or is_titled(sentence):
        return []
    found: list[ActorMention] = []
    for i in spots:
        if (
            _is_thing(sentence, i)
            or any(m.begin <= i < m.end for m in taken)
            or (found and i < found[-1].end)
        ):
            continue
        begin, end = _run(sentence, i, taken)
        kind = _kind(sentence, begin, end, i)
        if end - begin > 1 and kind:
            name = words_between(sentence, begin, end)
            found.append(ActorMention(begin, end, name, None, ROLES[kind], kind))
    return found


def _may_be_head(sentence: Sentence, i: int) -> bool:
    """Whether the head word at `i` is written as a name's: with a capital, or as a numbered front."""
    if sentence.words[i][0].isupper():
        return True
    return sentence.lowers[i] == "front" and i > 0 and _is_ordinal(sentence.words[i - 1])


def _is_ordinal(word: str) -> bool:
    return word[0].isdigit() and word.endswith(("st", "nd", "rd", "th"))


def _run(sentence: Sentence, head: int, taken: list[ActorMention]) -> tuple[int, int]:
    """The tokens of the capitalised name around the head word, joined by small words between capitals."""
    words, lowers = sentence.words, sentence.lowers
    floor = max([head - _WIDEST, 0, *(m.end for m in taken if m.end <= head)])
    begin = head
    while begin > floor:
        if _is_capital(words[begin - 1]):
            begin -= 1
        elif begin - 1 > floor and _joins(sentence, begin - 1):
            begin -= 2
        else:
            break
    end = head + 1
    if lowers[head] == "police":
        return _trimmed(sentence, begin, head), end + (end < len(words) and lowers[end] in _POLICE_NOUNS)
    ceiling = min([head + _WIDEST, len(words), *(m.begin for m in taken if m.begin > head)])
    if end < ceiling and (lowers[end] in _LINKS or _is_capital(words[end])):
        end = _right(sentence, end, ceiling)
    return _trimmed(sentence, begin, head), end


def _trimmed(sentence: Sentence, begin: int, head: int) -> int:
    """Where the name begins once the words that open a sentence or a noun phrase are left out."""
    while begin < head and sentence.lowers[begin] in _NO_BEGINNING:
        begin += 1
    return begin


def _is_thing(sentence: Sentence, head: int) -> bool:
    """Whether the head word belongs to a thing or a rank: "Police Station", "Brigade General"."""
    return head + 1 < len(sentence) and sentence.lowers[head + 1] in _THINGS


def _joins(sentence: Sentence, i: int) -> bool:
    """Whether the small word at `i` joins the words of one name: "Peace and Justice", not "… Army and …"."""
    before, low = sentence.lowers[i - 1], sentence.lowers[i]
    if low not in _LEFT_JOINERS or not _is_capital(sentence.words[i - 1]):
        return False
    return low != "and" or before not in head_words()["kinds"]


def _right(sentence: Sentence, end: int, ceiling: int) -> int:
    """Where a name goes on to after its head word: "of the Poor", "for National Salvation"."""
    i = end
    while i < ceiling:
        if _is_capital(sentence.words[i]):
            i += 1
            end = i
        elif sentence.lowers[i] in _RIGHT_JOINERS and not (
            sentence.lowers[i] == "and" and _is_head_near(sentence, i)
        ):
            i += 1
        else:
            break
    return end


def _is_head_near(sentence: Sentence, i: int) -> bool:
    """Whether another party's name follows the "and" at `i`."""
    return any(low in head_words()["kinds"] for low in sentence.lowers[i + 1 : i + 5])


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and not word.isdigit())


def _kind(sentence: Sentence, begin: int, end: int, head: int) -> str | None:
    """The kind of the party the run of words names; None where it names none."""
    return kind_of_name(tuple(sentence.words[begin:end]), sentence.lowers[head])


def kind_of_name(words: tuple[str, ...], head: str | None = None) -> str | None:
    """The kind of an unregistered party by the words of its name, None where the name tells no kind."""
    sorts = head_words()
    lows = [fold(word) for word in words]
    parts = {part for low in lows for part in low.split("-")} | set(lows)
    parts |= {spellings().get(part, part) for part in parts}
    if " ".join(lows[-2:]) in sorts["never"] or " ".join(lows[-3:]) in sorts["never"]:
        return None
    heads = [low for low in lows if low in sorts["kinds"]]
    head = fold(head) if head else (heads[-1] if heads else "")
    kind = sorts["kinds"].get(head)
    is_numbered = any(low[0].isdigit() for low in lows)
    if kind in ("armed_group", "organization"):
        if is_numbered and head in ("front", "fronts"):
            return "armed_group"
        is_forces = " ".join(lows[-2:]) == "armed forces" and "revolutionary" not in parts
        if is_numbered or is_forces or parts & set(sorts["regular"]):
            return "military" if head in _UNITS else None
        if parts & set(sorts["armed"]):
            return "armed_group"
        return "armed_group" if head in _FIGHTING else None
    if head == "commission":
        return "monitor" if "rights" in parts else "government"
    if kind is None and parts & _NAMING:
        return "armed_group"
    return kind


_UNITS = word_set(
    "army brigade brigades battalion battalions regiment guard guards command force forces squad division corps"
)
_FIGHTING = word_set(
    "army brigade brigades militia militias cartel gang gangs guerrillas mujahideen battalion rebels fedayeen ",
    "vigilantes front squad",
)
_NAMING = word_set("lashkar jaish harakat tehrik jamaat hezbollah ansar katiba katibat liwa")
