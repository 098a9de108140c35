"""What a file must show of a target, and what it may leave to JSON."""

from assistant.model import Goal, PerformanceTarget
from assistant.writing import left_out

NAMES = {"long_term": "长期绩效目标", "annual": "年度绩效目标"}


def shown_goals(target: PerformanceTarget) -> list[Goal]:
    """The goals that the file does not say it leaves out."""
    return [goal for goal in target.goals if NAMES[goal.period] not in left_out(target)]
