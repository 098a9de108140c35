"""The model's engine: ask once, hand rows on as they complete, settle every figure, repair what has errors."""

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.checking import check
from assistant.drafting.brief import Brief
from assistant.drafting.events import (
    Draft,
    DraftEvent,
    Finished,
    GoalDrafted,
    Notice,
    RowDrafted,
    Started,
)
from assistant.drafting.facts import Facts
from assistant.drafting.online.answer_schema import answer_schema
from assistant.drafting.online.cells import rows_in
from assistant.drafting.online.continuing import going_on
from assistant.drafting.online.draft_prompt import PROMPT, draft_messages
from assistant.drafting.online.fewshot import Found, Shot, shots
from assistant.drafting.online.goals import goals_in
from assistant.drafting.online.lost import add_lost
from assistant.drafting.online.mending import Mending
from assistant.drafting.online.privacy import WARNING, Veil
from assistant.drafting.online.repair import Broken, Repair
from assistant.drafting.online.rows import RowProblem, parse_row, to_indicator
from assistant.drafting.online.sheet import MOST_ROWS, Sheet
from assistant.drafting.online.spare import Spare
from assistant.drafting.online.spending import usage_of
from assistant.drafting.provenance import Amount, Ground, supported_goal
from assistant.forms import FormDefinition
from assistant.llm import ChatClient, LanguageModel, Message, Settings, Shared, Stop, estimate_prompt
from assistant.model import Goal, ModelServiceError, PerformanceTarget, Period

_ROW_KEYS = ("rows", "indicators", "指标", "绩效指标")
_GOAL_KEYS = ("goals", "目标", "绩效目标")
_MOST_ITEMS = 4 * MOST_ROWS
"""Of one answer, duplicates and all: a model that repeats itself is not listened to for ever."""
_LONG_PROMPT, _HEARD = 1000, 0.7
"""From so many reported tokens on, less than this share of what was sent means that the server cut the prompt."""


def stream_llm(
    brief: Brief,
    form: FormDefinition,
    matches: Sequence[Found],
    model: Settings | LanguageModel,
    so_far: Draft | PerformanceTarget | None = None,
    stop: Stop | None = None,
    shared: Shared | None = None,
) -> Iterator[DraftEvent]:
    """Draft by a model, event by event; the last event is always `Finished`.

    Args:
        brief: what the clerk typed.
        form: the form to fill.
        matches: the library's examples, best first; one or two of them are shown to the model, far ones too.
        model: the endpoint's settings, or a model (a `ScriptedModel` in tests, evals and demos).
        so_far: a draft that is not complete, or the user's own table, which stays as it is; told before what is new.
        stop: the user's wish to stop, which ends a wait for the endpoint at once.
        shared: with other drafts of the same endpoint: pauses that it asks for, and what it refuses.

    Raises:
        SettingsError: the endpoint or a prompt is not set up.
        ModelServiceError: the endpoint failed before the first row. After it, the draft ends incomplete instead.
    """
    veil = Veil()
    clean = veil.hide_brief(brief)
    warning = WARNING if veil.hidden else None
    if so_far:
        veil.hide_target(table_of(so_far))
    with ExitStack() as stack:
        client = (
            stack.enter_context(ChatClient(model, stop=stop, shared=shared)) if isinstance(model, Settings) else model
        )
        events = _Drafting(clean, form, shots(matches, form), client, so_far).run(warning)
        yield from veil.lifted(events)


def table_of(so_far: Draft | PerformanceTarget) -> PerformanceTarget:
    """Return what is gone on from: of a draft what had arrived, else the user's own table."""
    return (so_far.arrived or so_far.target) if isinstance(so_far, Draft) else so_far


@dataclass
class _Drafting:
    """One draft from first to last."""

    brief: Brief
    form: FormDefinition
    shots: list[Shot]
    model: LanguageModel
    so_far: Draft | PerformanceTarget | None = None
    notices: list[str] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    held: dict[int, str] = field(default_factory=dict)
    """Goals as the model wrote them, by place, that hold a figure which the brief alone does not support."""

    def __post_init__(self) -> None:
        self.facts = Facts.of(self.brief)
        # Only the rows that were shown, as they were shown: no figure is borrowed from elsewhere.
        seen = [shot.target.model_copy(update={"indicators": list(shot.rows)}) for shot in self.shots]
        self.ground = Ground(self.brief, seen)
        self.sheet = Sheet(self.brief, self.form)
        self.spare = Spare(self.sheet, self.facts)

    def run(self, warning: str | None) -> Iterator[DraftEvent]:
        begun = time.monotonic()
        names = tuple(shot.target.project.name for shot in self.shots)
        yield Started("llm", names)
        for said in (warning, *self.facts.conflicts):
            if said:
                yield self._notice(said)
        if self.so_far:
            yield from self._lay_out(self.so_far)
        fault = yield from self._first_answer()
        arrived = self._arrived() if fault else None
        if self.sheet.rows:
            yield from add_lost(self.sheet, self.spare)
        if fault is None and (self.sheet.rows or self.broken):
            repair = Repair(self.sheet, self.model, self.ground, self.facts, self.broken)
            yield from self._heard(repair.run())
            self.broken = repair.broken
        if not self.sheet.rows:
            raise ModelServiceError("模型没有写出可用的指标，请重试或换一个模型", "bad_answer")
        yield from self._held_goals()
        yield from Mending(self.sheet, self.ground, self.spare).run()
        yield from self._second_table()
        yield from self._closing_notices()
        target = self.sheet.final()
        report = check(target)
        told = tuple(self.notices)
        yield Finished(
            Draft(target, report, "llm", names, told, usage_of(self.model, begun, PROMPT), fault is None, arrived)
        )

    def _lay_out(self, so_far: Draft | PerformanceTarget) -> Iterator[DraftEvent]:
        """Put what is there into the sheet, and tell it, so that who follows the events shows it too.

        A user's own table is kept as it is. What had arrived of a draft is the model's: its goals are held to the brief
        as when they came, its rows may still be repaired.
        """
        is_theirs = not isinstance(so_far, Draft)
        target = table_of(so_far)
        for goal in target.goals:
            if not is_theirs:
                yield from self._goal(goal.period, goal.text)
            elif self.sheet.add_goal(goal.period, goal.text) is not None:
                yield GoalDrafted(goal)
        for row in target.of_period("annual"):
            self.sheet.rows.append(row)
            yield RowDrafted(len(self.sheet.rows) - 1, row)
        if is_theirs:
            self.sheet.keep(target.of_period("long_term") if "long_term" in self.sheet.periods else ())

    def _arrived(self) -> PerformanceTarget:
        """Return what there is before anything is put right by rule; figures of goals may yet get their row."""
        goals = list(self.sheet.goals)
        for at, said in self.held.items():
            goals[at] = Goal(period=self.sheet.slots[at].period, text=said)
        return replace(self.sheet, rows=list(self.sheet.rows), goals=goals).final()

    def _first_answer(self) -> Generator[DraftEvent, None, ModelServiceError | None]:
        """Hand on goals and rows as they come; return the fault that cut the answer short, or None."""
        examples, may_break_off = [shot.text for shot in self.shots], True
        while True:
            messages = draft_messages(self.brief, self.form, self.facts, examples)
            messages = going_on(self.sheet, messages) if self.so_far else messages
            try:
                yield from self._answer(messages)
                return None
            except ModelServiceError as error:
                if error.kind == "too_long" and examples:
                    examples = []
                    yield self._notice("模型的上下文较短，已去掉样例再试，稿子的写法可能较粗")
                    continue
                if not self.sheet.rows and any(self.sheet.goals) and may_break_off and error.kind in ("cut", "server"):
                    may_break_off = False  # Goals are no loss: they came first, and rows come with the next answer.
                    continue
                if not self.sheet.rows:
                    raise
                there = f"已有的 {len(self.sheet.rows)} 条指标都保留"
                yield self._notice(f"{error}。{there}，缺少的必设指标已用通用写法补上，可以接着写")
                return error

    def _answer(self, messages: Sequence[Message]) -> Iterator[DraftEvent]:
        before = self.model.usage.prompt_tokens
        with closing(self.model.stream_items(messages, _ROW_KEYS + _GOAL_KEYS, answer_schema())) as items:
            for count, item in enumerate(items):
                if item.key in _GOAL_KEYS:
                    for period, said in goals_in(item.data):
                        yield from self._goal(period, said)
                elif len(self.sheet.rows) + len(self.broken) < MOST_ROWS and count < _MOST_ITEMS:
                    for data in rows_in(item.data):
                        yield from self._row(data)
                else:
                    yield self._notice(f"模型写出的指标太多，只取前 {len(self.sheet.rows)} 条")
                    break
        heard, sent = self.model.usage.prompt_tokens - before, estimate_prompt(messages)
        if _LONG_PROMPT < heard < _HEARD * sent and self.model.usage.requests == 1:
            yield self._notice(
                f"模型接口可能截短了提示词（收到约 {heard:,} token，应有约 {sent:,}），稿子可能有遗漏；请调大接口的上下文长度"
            )

    def _goal(self, period: Period | None, said: str) -> Iterator[DraftEvent]:
        supported = supported_goal(said, self.ground)
        at = self.sheet.add_goal(period, supported)
        if at is not None and supported != said:
            self.held[at] = said
        elif at is not None:
            yield self._goal_told(at)

    def _held_goals(self) -> Iterator[DraftEvent]:
        """A figure of a goal may rest on a row; rows come after goals, so such goals are told when the rows are there."""
        rows = [row for row in self.sheet.rows if row.source and row.source.kind != "unconfirmed"]
        figures = [amount for row in rows if (amount := Amount.of_value(row.value))]
        for at, said in self.held.items():
            self.sheet.set_goal(at, supported_goal(said, self.ground, figures))
            yield self._goal_told(at)

    def _goal_told(self, at: int) -> GoalDrafted:
        goal = self.sheet.goals[at]
        assert goal
        return GoalDrafted(goal)

    def _row(self, data: Any) -> Iterator[DraftEvent]:
        row = None
        try:
            row = parse_row(data, self.form)
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
            for count, row in enumerate(self.sheet.long_rows()):
                yield RowDrafted(first + count, row)

    def _closing_notices(self) -> Iterator[DraftEvent]:
        if self.broken:
            yield self._notice(f"有 {len(self.broken)} 条指标模型没有写完整，未采用")
        still_open = [row.name for row in self.sheet.rows if row.value.is_unconfirmed]
        if still_open:
            yield self._notice(f"有 {len(still_open)} 项待核实：{'、'.join(still_open)}；补上数字后再导出")
        proposed = [row.name for row in self.sheet.rows if row.is_open and not row.value.is_unconfirmed]
        if proposed:
            yield self._notice(f"有 {len(proposed)} 项的数字请核对依据：{'、'.join(proposed)}")

    def _heard(self, events: Iterator[DraftEvent]) -> Iterator[DraftEvent]:
        for event in events:
            if isinstance(event, Notice):
                self.notices.append(event.message)
            yield event

    def _notice(self, message: str) -> Notice:
        self.notices.append(message)
        return Notice(message)
