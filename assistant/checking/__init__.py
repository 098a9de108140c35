"""What a reviewer would send back, and why: rules, findings, the 88号 score card.

`check` looks at one form, `check_all` at a department's book; `lexicon.classify` says what an indicator's name measures, for other rooms too.
"""

from assistant.checking.engine import check, check_all
from assistant.checking.findings import Deduction, Dimension, Finding, Grade, Report, Score, Severity, Waived
from assistant.checking.rule import BookRule, Described, Rule
from assistant.checking.rules import ALL_RULES, BOOK_RULES, RULES

__all__ = [
    "ALL_RULES", "BOOK_RULES", "RULES", "BookRule", "Deduction", "Described", "Dimension", "Finding", "Grade", "Report",
    "Rule", "Score", "Severity", "Waived", "check", "check_all",
]  # fmt: skip
