"""All rules, one a file, registered here and nowhere else; the order is the order of findings and of docs/rules.md."""

from typing import Final

from assistant.checking.rule import Rule
from assistant.checking.rules.boilerplate_goal import BoilerplateGoal
from assistant.checking.rules.copied_project import CopiedProject
from assistant.checking.rules.cost_sum import CostSum
from assistant.checking.rules.duplicate_row import DuplicateRow
from assistant.checking.rules.empty_cell import EmptyCell
from assistant.checking.rules.fund_parts import FundParts
from assistant.checking.rules.goal_figure import GoalFigure
from assistant.checking.rules.impossible import Impossible
from assistant.checking.rules.incomplete_unit import IncompleteUnit
from assistant.checking.rules.indicator_count import IndicatorCount
from assistant.checking.rules.missing_goal import GoalMissing
from assistant.checking.rules.name_description import NameDescription
from assistant.checking.rules.narrative_figure import NarrativeFigure
from assistant.checking.rules.operator_direction import OperatorDirection
from assistant.checking.rules.personal_names import PersonalNames
from assistant.checking.rules.personal_numbers import PersonalNumbers
from assistant.checking.rules.placeholder import Placeholder
from assistant.checking.rules.required_kinds import RequiredKindMissing
from assistant.checking.rules.same_goals import SameGoals
from assistant.checking.rules.satisfaction_range import SatisfactionRange
from assistant.checking.rules.single_cost import SingleCost
from assistant.checking.rules.to_confirm import ToConfirm
from assistant.checking.rules.unit_name import UnitName
from assistant.checking.rules.unit_price import UnitPrice
from assistant.checking.rules.unmatched_figure import UnmatchedFigure
from assistant.checking.rules.unmeasurable import Unmeasurable
from assistant.checking.rules.value_answers import ValueAnswers
from assistant.checking.rules.value_repeats import ValueRepeats
from assistant.checking.rules.wanted_kinds import WantedKindMissing
from assistant.checking.rules.wrong_category import WrongCategory
from assistant.checking.rules.wrong_terms import WrongTerms
from assistant.checking.rules.year_fits import YearFits

RULES: Final[tuple[Rule, ...]] = (
    RequiredKindMissing(),
    WantedKindMissing(),
    GoalMissing(),
    BoilerplateGoal(),
    FundParts(),
    EmptyCell(),
    Placeholder(),
    ToConfirm(),
    IndicatorCount(),
    DuplicateRow(),
    GoalFigure(),
    UnmatchedFigure(),
    NarrativeFigure(),
    WrongCategory(),
    NameDescription(),
    CopiedProject(),
    Unmeasurable(),
    Impossible(),
    UnitName(),
    OperatorDirection(),
    ValueAnswers(),
    ValueRepeats(),
    SatisfactionRange(),
    SingleCost(),
    CostSum(),
    UnitPrice(),
    YearFits(),
    WrongTerms(),
    SameGoals(),
    IncompleteUnit(),
    PersonalNames(),
    PersonalNumbers(),
)
