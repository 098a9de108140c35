"""Personal names and numbers are taken out before anything leaves the machine, and put back where a model repeats them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.checking import check
from assistant.checking.masking import masked
from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, DraftEvent, Finished, GoalDrafted, Notice, RowDrafted, RowReplaced
from assistant.model import Goal, Indicator, PerformanceTarget

WARNING = "填写的内容里有个人姓名或号码，发给模型前已用 × 遮盖，收回后还原；公开的表里不应出现个人信息，请改写后再导出"
_HIDDEN = re.compile("×+")
_SHOWN_OF_NUMBER, _SHOWN_OF_NAME = 3, 1
"""Signs before the × that the mask leaves: of a number its first three, of a name the surname."""


@dataclass
class Veil:
    """What was hidden in the texts of one draft; it knows how to put it back.

    Attributes:
        hidden: the original by its mask; None where two share a mask, which is then left as it is.
    """

    hidden: dict[str, str | None] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """Return the text as it may be sent."""
        safe = masked(text)
        # A mask takes no sign away, so that it can be laid beside the text.
        for run in _HIDDEN.finditer(safe):
            start, end = run.span()
            behind = text[start:end]
            shown = _SHOWN_OF_NUMBER if behind.isascii() else _SHOWN_OF_NAME
            start = max(0, start - shown)
            mask, original = safe[start:end], text[start:end]
            known = self.hidden.get(mask, original)
            self.hidden[mask] = original if known == original != mask else None
        return safe

    def hide_brief(self, brief: Brief) -> Brief:
        """Return the brief as it may be sent."""
        changes = {
            "name": self.hide(brief.name), "purpose": self.hide(brief.purpose),
            "facts": tuple(self.hide(fact) for fact in brief.facts), "unit": self.hide(brief.unit) if brief.unit else None,
        }  # fmt: skip
        return brief.model_copy(update=changes)

    def hide_target(self, target: PerformanceTarget) -> None:
        """Learn what the texts of a table hide when they are sent, and which masks its user has typed themselves."""
        for goal in target.goals:
            self.hide(goal.text)
        for row in target.indicators:
            for text in (row.name, row.description, row.value.text):
                self.hide(text or "")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to put back."""
        return not any(self.hidden.values())

    def lift(self, text: str) -> str:
        """Return a text with what was hidden put back."""
        masks = sorted((mask for mask, original in self.hidden.items() if original), key=len, reverse=True)
        if not masks:
            return text
        return re.sub("|".join(map(re.escape, masks)), lambda found: self.hidden[found[0]] or found[0], text)

    def lift_row(self, row: Indicator) -> Indicator:
        """Return a row with what was hidden put back in its name, description, value, source and all other texts."""
        return row if self.is_empty else Indicator.model_validate(self._data(row.model_dump(mode="json")))

    def lift_target(self, target: PerformanceTarget) -> PerformanceTarget:
        """Return a target with what was hidden put back in all its texts."""
        return target if self.is_empty else PerformanceTarget.model_validate(self._data(target.model_dump(mode="json")))

    def _data(self, data: Any) -> Any:
        if isinstance(data, str):
            return self.lift(data)
        if isinstance(data, list):
            return [self._data(each) for each in data]
        return {key: self._data(each) for key, each in data.items()} if isinstance(data, dict) else data

    def lifted(self, events: Iterator[DraftEvent]) -> Iterator[DraftEvent]:
        """Yield a draft's events with what was hidden put back in them."""
        for event in events:
            yield event if self.is_empty else self._event(event)

    def _event(self, event: DraftEvent) -> DraftEvent:
        if isinstance(event, RowDrafted | RowReplaced):
            return replace(event, row=self.lift_row(event.row))
        if isinstance(event, GoalDrafted):
            return GoalDrafted(Goal(period=event.goal.period, text=self.lift(event.goal.text)))
        if isinstance(event, Notice):
            return Notice(self.lift(event.message))
        return Finished(self._draft(event.draft)) if isinstance(event, Finished) else event

    def _draft(self, draft: Draft) -> Draft:
        target = self.lift_target(draft.target)
        arrived = self.lift_target(draft.arrived) if draft.arrived else None
        notices = tuple(self.lift(notice) for notice in draft.notices)
        return replace(draft, target=target, report=check(target), arrived=arrived, notices=notices)
