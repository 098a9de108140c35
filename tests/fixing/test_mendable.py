"""What a rule's help says of mending and what fixing tries for it are one: the page offers what the rule book promises."""

import pytest

from assistant.checking import ALL_RULES, Described
from assistant.checking.rulebook import help_of
from assistant.fixing.registry import FIXERS

NO = "不能自动修改"


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_that_is_mended_says_how_and_one_that_is_not_says_why(rule: Described) -> None:
    said = help_of(rule).mend
    assert said.startswith(NO) == (rule.code not in FIXERS)
    assert len(said) > len(NO) + 3
