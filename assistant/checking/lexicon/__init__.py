"""The lexicon of the field: what an indicator's name measures, which way is good, in which units it is counted.

>>> classify("考务工作差错率").direction
'down'
>>> classify("薪酬调查成本", "元/家").kind
'unit_cost'
"""

from assistant.checking.lexicon.classify import classify, unit_family
from assistant.checking.lexicon.entries import Group, Lexicon, lexicon
from assistant.checking.lexicon.meaning import Direction, Kind, Meaning

__all__ = ["Direction", "Group", "Kind", "Lexicon", "Meaning", "classify", "lexicon", "unit_family"]
