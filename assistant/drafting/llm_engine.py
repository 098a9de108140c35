"""The model's engine: ask once, hand rows on as they complete, settle every figure, repair what has errors."""

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.drafting.brief import Brief
from assistant.drafting.draft_prompt import draft_messages
from assistant.drafting.events import (
    Draft,
    DraftEvent,
    Finished,
    GoalDrafted,
    Notice,
    RowDrafted,
    Started,
    Usage,
)
from assistant.drafting.facts import Facts
from assistant.drafting.fewshot import shown
from assistant.drafting.long_term import long_term
from assistant.drafting.mending import Mending
from assistant.drafting.privacy import redact
from assistant.drafting.provenance import Ground, supported_text
from assistant.drafting.repair import Broken, Repair
from assistant.drafting.rows import RowProblem, parse_row, to_indicator
from assistant.drafting.sheet import MOST_ROWS, Sheet
from assistant.forms import FormDefinition
from assistant.llm import ChatClient, Item, LanguageModel, Settings
from assistant.model import ModelServiceError, PerformanceTarget, Period
from assistant.model.text import tidy

_ROW_KEYS = ("rows", "indicators", "指标", "绩效指标")
_GOAL_KEYS = ("goals", "目标", "绩效目标")
_GOAL_LIMIT = 600
# Below this likeness an example has nothing to do with the brief; the prompt's own demonstration is enough then.
_NEAR = 0.03
_PERIODS: dict[str, Period] = {
    "annual": "annual", "年度": "annual", "年度目标": "annual",
    "long_term": "long_term", "长期": "long_term", "中期": "long_term", "总目标": "long_term", "长期目标": "long_term",
}  # fmt: skip


class Shown(Protocol):
    """What the engine needs of an example: `library.Example` has it."""

    @property
    def target(self) -> PerformanceTarget:
        """The reviewed target."""
        ...


class Found(Protocol):
    """What the engine needs of a match: `library.Match` has it."""

    @property
    def example(self) -> Shown:
        """The example that was found."""
        ...

    @property
    def score(self) -> float:
        """How near it is, from 0 to 1."""
        ...


def stream_llm(
    brief: Brief, form: FormDefinition, matches: Sequence[Found], model: Settings | LanguageModel
) -> Iterator[DraftEvent]:
    """Draft by a model, event by event; the last event is always `Finished`.

    Args:
        brief: what the clerk typed.
        form: the form to fill.
        matches: the library's nearest examples, best first; the first few are shown to the model.
        model: the endpoint's settings, or a model (a `ScriptedModel` in tests, evals and demos).

    Raises:
        SettingsError: the endpoint or a prompt is not set up.
        ModelServiceError: the endpoint failed before the first row. After it, the draft ends incomplete instead.
    """
    clean, warning = redact(brief)
    targets = [match.example.target for match in matches if match.score >= _NEAR]
    with ExitStack() as stack:
        client = stack.enter_context(ChatClient(model)) if isinstance(model, Settings) else model
        yield from _Drafting(clean, form, targets, client).run(warning)


@dataclass
class _Drafting:
    """One draft from first to last."""

    brief: Brief
    form: FormDefinition
    examples: list[PerformanceTarget]
    model: LanguageModel
    notices: list[str] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facts = Facts.of(self.brief)
        self.shown = shown(self.examples, self.form)
        self.ground = Ground(self.brief, [target for target, _ in self.shown])
        self.sheet = Sheet(self.brief, self.form)

    def run(self, warning: str | None) -> Iterator[DraftEvent]:
        begun = time.monotonic()
        names = tuple(target.project.name for target, _ in self.shown)
        yield Started("llm", names)
        for said in (warning, *self.facts.conflicts):
            if said:
                yield self._notice(said)
        fault = yield from self._first_answer()
        if fault is None and (self.sheet.rows or self.broken):
            repair = Repair(self.sheet, self.model, self.ground, self.facts, self.broken)
            yield from self._heard(repair.run())
            self.broken = repair.broken
        if not self.sheet.rows:
            raise ModelServiceError("模型没有写出可用的指标，请重试或换一个模型", "bad_answer")
        yield from Mending(self.sheet, self.ground, self.facts).run()
        yield from self._second_table()
        yield from self._closing_notices()
        used = self.model.usage
        usage = Usage(used.requests, used.prompt_tokens, used.completion_tokens, round(time.monotonic() - begun, 2))
        target, report = self.sheet.target(), self.sheet.report()
        yield Finished(Draft(target, report, "llm", names, tuple(self.notices), usage, complete=fault is None))

    def _first_answer(self) -> Generator[DraftEvent, None, ModelServiceError | None]:
        """Hand on goals and rows as they come; return the fault that cut the answer short, or None."""
        messages = draft_messages(self.brief, self.form, self.facts, [text for _, text in self.shown])
        try:
            for item in self.model.stream_items(messages, _ROW_KEYS + _GOAL_KEYS):
                yield from self._goals(item.data) if item.key in _GOAL_KEYS else self._row(item)
        except ModelServiceError as error:
            if not self.sheet.rows:
                raise
            yield self._notice(f"{error}。已收到的 {len(self.sheet.rows)} 条指标都保留，缺少的必设指标已用通用写法补上")
            return error
        return None

    def _goals(self, data: Any) -> Iterator[DraftEvent]:
        """A goal comes as an object, as bare text, or all of them in one object by period."""
        if isinstance(data, dict) and "text" not in data:
            for key, text in data.items():
                if key in _PERIODS:
                    yield from self._goal(_PERIODS[key], text)
        elif isinstance(data, dict):
            yield from self._goal(_PERIODS.get(str(data.get("period", "")).strip()), data["text"])
        else:
            yield from self._goal(None, data)

    def _goal(self, period: Period | None, text: Any) -> Iterator[DraftEvent]:
        if not isinstance(text, str) or not text.strip():
            return
        goal = self.sheet.add_goal(period, supported_text(tidy(text)[:_GOAL_LIMIT], self.ground))
        if goal:
            yield GoalDrafted(goal)

    def _row(self, item: Item) -> Iterator[DraftEvent]:
        if len(self.sheet.rows) + len(self.broken) >= MOST_ROWS:
            return
        row = None
        try:
            row = parse_row(item.data)
            indicator = to_indicator(row, self.form, self.ground)
        except RowProblem as problem:
            if row is not None:
                self.broken.append(Broken(row, str(problem)))
            return
        if not self.sheet.has(indicator.name):
            self.sheet.rows.append(indicator)
            yield RowDrafted(len(self.sheet.rows) - 1, indicator)

    def _second_table(self) -> Iterator[DraftEvent]:
        if "long_term" in self.sheet.periods:
            first = len(self.sheet.rows)
            for count, at in enumerate(self.sheet.order):
                yield RowDrafted(first + count, long_term(self.sheet.rows[at]))

    def _closing_notices(self) -> Iterator[DraftEvent]:
        if self.broken:
            yield self._notice(f"有 {len(self.broken)} 条指标模型没有写完整，未采用")
        still_open = [row.name for row in self.sheet.rows if row.value.is_unconfirmed]
        if still_open:
            yield self._notice(f"有 {len(still_open)} 项待核实：{'、'.join(still_open)}；补上数字后再导出")

    def _heard(self, events: Iterator[DraftEvent]) -> Iterator[DraftEvent]:
        for event in events:
            if isinstance(event, Notice):
                self.notices.append(event.message)
            yield event

    def _notice(self, message: str) -> Notice:
        self.notices.append(message)
        return Notice(message)
