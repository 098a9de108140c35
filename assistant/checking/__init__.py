"""What a reviewer would send back, and why: rules, findings, the 88号 score card.

`check` is the one verb; `lexicon.classify` says what an indicator's name measures, for other rooms too.
"""

from assistant.checking.engine import check
from assistant.checking.findings import Dimension, Finding, Grade, Report, Score, Severity
from assistant.checking.rule import Rule
from assistant.checking.rules import RULES

__all__ = ["RULES", "Dimension", "Finding", "Grade", "Report", "Rule", "Score", "Severity", "check"]
