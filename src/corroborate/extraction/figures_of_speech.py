"""Words of violence that tell of none: figures of speech, quarrels, play, and what only animals suffer."""

from __future__ import annotations

from corroborate.language.lexicon import Match

_ABSTRACT = frozenset(
    "price prices cost costs inflation demand debt debts sales profits markets currency rents wages interest popularity population "
    "numbers cases infections colour color creativity anger rage joy laughter cheers applause emotion emotions feelings "
    "feeling ego egos pride hopes hope dream dreams reputation reputations career careers ambitions confidence morale "
    "imagination hearts mood attention headlines spotlight title titles trophy crown record records opportunity moment essence "
    "bill amendment proposal motion idea debate agenda narrative conversation argument myth myths stereotypes boredom "
    "time appetite buzz rumours rumors speculation plan plans deal talks savings fortunes jobs gains".split()
)
_SCREEN = frozenset(
    "film films movie movies scene scenes video videos footage clip documentary series episode commercial cinemas cinema box "
    "office broadway critics theatres theaters multiplexes audiences".split()
)
_WILD = frozenset(
    "elephant elephants rhino rhinos rhinoceros rhinoceroses lion lions lioness tiger tigers leopard leopards gorilla gorillas deer "
    "boar boars wolf wolves bear bears whale whales bird birds geese duck ducks giraffe giraffes hippo hippos hippopotamus "
    "crocodile crocodiles antelope antelopes buffaloes zebra zebras seals foxes badgers kangaroos".split()
)
_PRETEND = frozenset(
    "mock dummy pretend make-believe imaginary simulated replica cardboard inflatable".split()
)
_NO_ATTACK = frozenset(
    "heart panic asthma anxiety verbal charm price population media advertising marketing diplomatic legal personal rhetorical "
    "ticking photo sugar baby demographic debt climate scathing blistering stinging twitter cyber".split()
)
"""Words before an attack, a bomb, an offensive or an explosion that hurts nobody's body."""
_ATTACKS = frozenset("attack attacks bomb bombs explosion explosions offensive war bombing attacked".split())
_PLAIN = frozenset("killed wounded shot captured died murdered".split())
"""Plain words of harm: where they alone stand in quotation marks, nobody came to harm."""
_DEBATED = frozenset(
    "record remarks remark policy policies speech verbally rhetoric handling stance decision column interview editorial "
    "tweet tweets manifesto ideas views plans critics hypocrisy budget reforms verdict ruling performance".split()
)
_SPOKEN_VERBS = frozenset("attacked attacks attacking attack assailed blasted targeted hit lashed".split())
_LEADS = frozenset("to lead ahead victory top semi-finals final finals off back".split())
_QUOTES = frozenset('"“”‘’«»')
_STOPS = frozenset(". , ; : and or but who which that when while after before as by".split())
_ACTS = frozenset(
    "v.kill v.attack v.injure v.explode v.capture v.abduct v.hijack v.ambush v.seize v.shell v.overtake v.arson".split()
)


def is_figure(lowers: list[str], match: Match) -> bool:
    """Whether a word is used as a figure: "killed the bill", "an explosion of prices", "exploded with laughter"."""
    word = lowers[match.begin]
    before = lowers[match.begin - 1] if match.begin else ""
    after = lowers[match.end] if match.end < len(lowers) else "."
    if word in _PLAIN and before in _QUOTES and after in _QUOTES:
        return True  # 'paratroopers "killed" nine'; but an army "neutralised" men in earnest
    if before in _NO_ATTACK and not _ATTACKS.isdisjoint(lowers[match.begin : match.end]):
        return True
    if before in ("a", "an") and _is_likened(lowers, match):
        return True
    if (match.kind == "adj.dead" and before in _WILD) or (after == "again" and word in ("battle", "battles")):
        return True
    if match.kind.startswith("n."):
        return after == "of" and not _ABSTRACT.isdisjoint(_phrase(lowers, match.end + 1))
    if match.kind not in _ACTS:
        return False
    told = _phrase(lowers, match.end)
    if not told and after != "at":
        return False
    return (
        _is_of_things(told)
        or (word in ("shot", "shooting", "shoot") and not _SCREEN.isdisjoint(told) and "in" not in told)
        or (word in ("bombed", "bombs") and after in ("at", "with", "on") and not _SCREEN.isdisjoint(told))
        or (
            word.startswith("storm")
            and after in ("to", "off", "out", "back", "into")
            and not _LEADS.isdisjoint(told)
        )
        or (
            word.startswith(("explod", "erupt"))
            and after in ("with", "in", "into")
            and not _ABSTRACT.isdisjoint(told)
        )
        or (word in ("hit", "hits", "struck") and before in _ABSTRACT)
        or (word in _SPOKEN_VERBS and _is_quarrel(lowers, match))
    )


def _is_likened(lowers: list[str], match: Match) -> bool:
    return match.begin > 1 and lowers[match.begin - 2] == "like" and match.kind.startswith("n.")


def _phrase(lowers: list[str], at: int) -> list[str]:
    """The words of the phrase that begins at `at`, five at most."""
    end = next((k for k in range(at, min(len(lowers), at + 5)) if lowers[k] in _STOPS), at + 5)
    return lowers[at:end]


def _is_of_things(told: list[str]) -> bool:
    """Whether what it was done to is no body and no place: "wounded several egos", "shot 14 elephants"."""
    inside = next(
        (k for k, word in enumerate(told) if word in ("in", "on", "at", "near", "with", "from", "of")),
        len(told),
    )
    objects = told[:inside]
    return bool(objects) and (
        objects[-1] in _ABSTRACT or not _WILD.isdisjoint(objects) or not _PRETEND.isdisjoint(objects)
    )


def _is_quarrel(lowers: list[str], match: Match) -> bool:
    """Whether somebody was attacked in words: "attacked the bishop and took aim at his record"."""
    told = lowers[match.end : match.end + 18]
    if "." in told:
        told = told[: told.index(".")]
    return not _DEBATED.isdisjoint(told) and _BODILY.isdisjoint(lowers)


_BODILY = frozenset(
    "killed killing wounded wounding injured injuring dead died death knife gun guns rifle rifles bomb bombs shot fire grenades "
    "rockets troops soldiers militants rebels gunmen police village town convoy base camp post checkpoint".split()
)
