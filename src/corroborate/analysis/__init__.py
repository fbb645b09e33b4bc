"""A number computed: grades, figures by named rules, disagreements, totals against the record."""

from corroborate.analysis.contests import Contest, Statement, contested, meet, shown
from corroborate.analysis.decided import CORRECTABLE, as_decided
from corroborate.analysis.figures import RULES, Figure, best, figures, overall, said_of
from corroborate.analysis.grades import GRADES, Grade, grade
from corroborate.analysis.sums import Comparison, Ledger, against_record
from corroborate.analysis.views import View, view
from corroborate.analysis.voices import Voice, voice_of, voices

__all__ = [
    "CORRECTABLE",
    "GRADES",
    "RULES",
    "Comparison",
    "Contest",
    "Figure",
    "Grade",
    "Ledger",
    "Statement",
    "View",
    "Voice",
    "against_record",
    "as_decided",
    "best",
    "contested",
    "figures",
    "grade",
    "meet",
    "overall",
    "said_of",
    "shown",
    "view",
    "voice_of",
    "voices",
]
