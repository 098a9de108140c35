"""All rules, one a file, registered here and nowhere else; the order is the order of findings and of docs/rules.md."""

from typing import Final

from assistant.checking.rule import BookRule, Described, Rule
from assistant.checking.rules.basis import Basis
from assistant.checking.rules.boilerplate_goal import BoilerplateGoal
from assistant.checking.rules.copied_project import CopiedProject
from assistant.checking.rules.copied_row import CopiedRow
from assistant.checking.rules.cost_short import CostShort
from assistant.checking.rules.cost_sum import CostSum
from assistant.checking.rules.duplicate_project import DuplicateProject
from assistant.checking.rules.duplicate_row import DuplicateRow
from assistant.checking.rules.empty_cell import EmptyCell
from assistant.checking.rules.fund_parts import FundParts
from assistant.checking.rules.goal_figure import GoalFigure
from assistant.checking.rules.goal_unquantified import GoalUnquantified
from assistant.checking.rules.impossible import Impossible
from assistant.checking.rules.incomplete_unit import IncompleteUnit
from assistant.checking.rules.indicator_count import IndicatorCount
from assistant.checking.rules.missing_goal import GoalMissing
from assistant.checking.rules.missing_operator import MissingOperator
from assistant.checking.rules.money_in_text import MoneyInText
from assistant.checking.rules.money_unit_slip import MoneyUnitSlip
from assistant.checking.rules.name_description import NameDescription
from assistant.checking.rules.narrative_figure import NarrativeFigure
from assistant.checking.rules.narrative_missing import NarrativeMissing
from assistant.checking.rules.near_duplicate import NearDuplicate
from assistant.checking.rules.nominal_kind import NominalKind
from assistant.checking.rules.operator_direction import OperatorDirection
from assistant.checking.rules.period_order import PeriodOrder
from assistant.checking.rules.personal_names import PersonalNames
from assistant.checking.rules.personal_numbers import PersonalNumbers
from assistant.checking.rules.placeholder import Placeholder
from assistant.checking.rules.project_dates import ProjectDates
from assistant.checking.rules.purpose_uncovered import PurposeUncovered
from assistant.checking.rules.qualitative_benefits import QualitativeBenefits
from assistant.checking.rules.quantity_number import QuantityWithoutNumber
from assistant.checking.rules.rate_range import RateRange
from assistant.checking.rules.repeated_item import RepeatedItem
from assistant.checking.rules.required_kinds import RequiredKindMissing
from assistant.checking.rules.row_arithmetic import RowArithmetic
from assistant.checking.rules.same_goals import SameGoals
from assistant.checking.rules.same_tables import SameTables
from assistant.checking.rules.satisfaction_range import SatisfactionRange
from assistant.checking.rules.serial_date import SerialDate
from assistant.checking.rules.shared_sentence import SharedSentence
from assistant.checking.rules.single_cost import SingleCost
from assistant.checking.rules.spending_plan import SpendingPlan
from assistant.checking.rules.to_confirm import ToConfirm
from assistant.checking.rules.total_cost import TotalCost
from assistant.checking.rules.unclear_name import UnclearName
from assistant.checking.rules.unit_name import UnitName
from assistant.checking.rules.unit_price import UnitPrice
from assistant.checking.rules.unmatched_figure import UnmatchedFigure
from assistant.checking.rules.unmeasurable import Unmeasurable
from assistant.checking.rules.value_answers import ValueAnswers
from assistant.checking.rules.value_repeats import ValueRepeats
from assistant.checking.rules.wanted_kinds import WantedKindMissing
from assistant.checking.rules.weight_sum import WeightSum
from assistant.checking.rules.wrong_category import WrongCategory
from assistant.checking.rules.wrong_terms import WrongTerms
from assistant.checking.rules.year_fits import YearFits

RULES: Final[tuple[Rule, ...]] = (
    RequiredKindMissing(),
    WantedKindMissing(),
    NominalKind(),
    QuantityWithoutNumber(),
    GoalMissing(),
    BoilerplateGoal(),
    GoalUnquantified(),
    FundParts(),
    SpendingPlan(),
    EmptyCell(),
    Placeholder(),
    ToConfirm(),
    IndicatorCount(),
    WeightSum(),
    DuplicateRow(),
    NearDuplicate(),
    GoalFigure(),
    UnmatchedFigure(),
    PurposeUncovered(),
    NarrativeFigure(),
    NarrativeMissing(),
    WrongCategory(),
    NameDescription(),
    UnclearName(),
    CopiedProject(),
    Unmeasurable(),
    QualitativeBenefits(),
    Impossible(),
    SerialDate(),
    UnitName(),
    OperatorDirection(),
    ValueAnswers(),
    ValueRepeats(),
    SatisfactionRange(),
    RateRange(),
    SingleCost(),
    CostSum(),
    TotalCost(),
    CostShort(),
    MoneyUnitSlip(),
    UnitPrice(),
    RowArithmetic(),
    MoneyInText(),
    PeriodOrder(),
    YearFits(),
    ProjectDates(),
    Basis(),
    WrongTerms(),
    SameGoals(),
    SameTables(),
    RepeatedItem(),
    IncompleteUnit(),
    MissingOperator(),
    PersonalNames(),
    PersonalNumbers(),
)
"""Rules over one form."""
BOOK_RULES: Final[tuple[BookRule, ...]] = (SharedSentence(), DuplicateProject(), CopiedRow())
"""Rules over all forms of a department's book."""
ALL_RULES: Final[tuple[Described, ...]] = (*RULES, *BOOK_RULES)
