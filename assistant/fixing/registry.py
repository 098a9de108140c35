"""Which repairs are tried for which rule, the best first; a rule that is not here has none without a model.

Rules are named by their class: their codes are for people.
"""

from typing import Final

from assistant.checking import RULES
from assistant.fixing import choices, exact_texts, exact_values, goals, kinds, levels, naming, norms, rewording
from assistant.fixing.case import Fixer

_BY_RULE: Final[dict[str, tuple[Fixer, ...]]] = {
    "RequiredKindMissing": (kinds.missing,),
    "WantedKindMissing": (kinds.missing,),
    "NominalKind": (levels.moved, rewording.statements, kinds.missing),
    "QuantityWithoutNumber": (kinds.missing,),
    "QualitativeBenefits": (kinds.missing,),
    "GoalMissing": (goals.composed,),
    "BoilerplateGoal": (goals.composed,),
    "SameGoals": (goals.own_year,),
    "GoalUnquantified": (goals.quantified,),
    "UnmatchedFigure": (goals.unmatched,),
    "EmptyCell": (exact_texts.empty_row, norms.open_value),
    "Placeholder": (exact_texts.placeholder_row,),
    "DuplicateRow": (exact_texts.same_row, naming.distinct, rewording.reworded),
    "NearDuplicate": (exact_texts.same_row, naming.distinct),
    "WrongCategory": (levels.satisfied, levels.moved, rewording.reworded),
    "NameDescription": (naming.described,),
    "UnclearName": (naming.completed,),
    "CopiedProject": (naming.own_people,),
    "Unmeasurable": (rewording.reworded,),
    "ValueAnswers": (rewording.reworded, norms.open_value),
    "ValueRepeats": (rewording.reworded,),
    "Impossible": (
        exact_values.over_the_whole,
        exact_values.negative,
        norms.satisfaction,
        norms.open_value,
        norms.ordinary,
    ),
    "UnitName": (exact_values.natural_unit, rewording.reworded, norms.open_value),
    "OperatorDirection": (exact_values.turned_operator, exact_values.natural_unit, norms.open_value),
    "SatisfactionRange": (norms.satisfaction,),
    "RateRange": (norms.ordinary,),
    "SerialDate": (exact_values.serial_date,),
    "MissingOperator": (exact_values.missing_operators,),
    "IncompleteUnit": (exact_values.missing_unit,),
    "WrongTerms": (exact_texts.typos,),
    "RepeatedItem": (exact_texts.repeated_item,),
    "CostShort": (kinds.total_cost,),
    "PurposeUncovered": (kinds.purpose_works,),
    "PersonalNames": (exact_texts.personal,),
    "PersonalNumbers": (exact_texts.personal,),
    "Basis": (norms.basis,),
    "GoalFigure": (choices.goal_or_row,),
    "NarrativeFigure": (choices.narrative_or_row,),
    "FundParts": (choices.fund_parts,),
    "SingleCost": (choices.cost_to_confirm,),
    "CostSum": (choices.cost_to_confirm,),
    "RowArithmetic": (choices.reckoned,),
    "TotalCost": (choices.cost_as_budget,),
    "MoneyUnitSlip": (choices.cost_as_budget,),
    "YearFits": (choices.own_year,),
}
FIXERS: Final[dict[str, tuple[Fixer, ...]]] = {
    rule.code: _BY_RULE[type(rule).__name__] for rule in RULES if type(rule).__name__ in _BY_RULE
}
"""By the rule's code."""
_CONTRADICTIONS: Final = frozenset(
    {"GoalFigure", "NarrativeFigure", "SingleCost", "CostSum", "UnitPrice", "RowArithmetic", "FundParts", "MoneyInText",
     "MoneyUnitSlip", "PeriodOrder", "TotalCost"}
)  # fmt: skip
PERSON_RULES: Final = frozenset(rule.code for rule in RULES if type(rule).__name__ in _CONTRADICTIONS)
"""Two given figures contradict each other: only a person knows which is right, and no other repair may hide it."""
_OF_FIGURES: Final = frozenset(
    {"SatisfactionRange", "RateRange", "Impossible", "SerialDate", "PersonalNumbers", "Placeholder"}
)
FIGURE_RULES: Final = frozenset(rule.code for rule in RULES if type(rule).__name__ in _OF_FIGURES)
"""The figure itself is what is objected to: its repair may replace it."""
_OF_GOALS: Final = frozenset({"GoalMissing", "BoilerplateGoal", "SameGoals", "GoalUnquantified"})
GOAL_RULES: Final = frozenset(rule.code for rule in RULES if type(rule).__name__ in _OF_GOALS)
"""Rules whose repairs make a goal of the rows, and therefore come after those of the rows."""
_OF_TWICE: Final = frozenset({"DuplicateRow", "NearDuplicate"})
TWICE_RULES: Final = frozenset(rule.code for rule in RULES if type(rule).__name__ in _OF_TWICE)
"""One row too many is what is objected to: it may be taken away."""
_OF_LACKING: Final = frozenset(
    {"RequiredKindMissing", "WantedKindMissing", "NominalKind", "QuantityWithoutNumber", "QualitativeBenefits"}
)
LACKING_RULES: Final = frozenset(rule.code for rule in RULES if type(rule).__name__ in _OF_LACKING)
"""A kind of row is lacking: one may be added."""
