"""A job that drafts: the engine's events into the workspace, row by row; at its end a version of the draft."""

from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial

from assistant.drafting import stream
from assistant.drafting.events import (
    Draft,
    DraftEvent,
    Finished,
    GoalDrafted,
    Notice,
    RowDrafted,
    RowReplaced,
    Started,
    Usage,
)
from assistant.llm import LanguageModel, Settings, Shared, Stop
from assistant.model import ModelServiceError, PerformanceTarget, Project
from assistant.worker.outcome import hand_in
from assistant.worker.patience import patiently
from assistant.worker.payloads import DraftPayload
from assistant.worker.telling import Telling, added
from assistant.workspace import Arrived, DraftState, Origin, Saved
from assistant.workspace.drafts import Workspace
from assistant.workspace.work import Claim, Ending

_STOPPED = "已按您的要求停止，保留了停止前写出的内容"


class DraftWork:
    """One attempt at a draft.

    Args:
        workspace: where the job and its draft are.
        claim: the job.
        telling: what is said of it.
        stop: heard by the engine; also set here, once the database says that the user asked for it.
        halted: why it was stopped, if it was.
    """

    def __init__(
        self, workspace: Workspace, claim: Claim, telling: Telling, stop: Stop, halted: Callable[[], str | None]
    ) -> None:
        self.workspace = workspace
        self.claim = claim
        self.telling = telling
        self.stop = stop
        self.halted = halted
        self.payload = DraftPayload.model_validate(claim.payload)
        self.goals = 0

    def run(self, settings: Settings | LanguageModel | None, shared: Shared) -> None:
        """Draft, and hand in what has come. Raises what the engine raises before its first row."""
        base = self.workspace.load(self.claim.draft, self.claim.owner)
        so_far = self._so_far(base)
        if so_far is None:
            self.workspace.work.clear(self.claim)
        draft = self._listen(settings, shared, so_far)
        if self.halted() == "closing" and not (draft and draft.complete):
            self.workspace.work.hand_back(self.claim)
        else:
            self._end(base, draft)

    def _listen(
        self,
        settings: Settings | LanguageModel | None,
        shared: Shared,
        so_far: Draft | PerformanceTarget | None,
    ) -> Draft | None:
        """Follow the engine to its end, or to the stop; what it says after the stop is not taken down."""
        events = stream(self.payload.brief, self.payload.engine, settings, so_far, self.stop, shared)
        try:
            for event in events:
                if isinstance(event, Finished):
                    return event.draft
                if not self.stop.is_set and patiently(partial(self._take, event)):
                    self.stop.set()
        except ModelServiceError:
            if not self.stop.is_set:
                raise
        finally:
            # Whatever ends this ends the request too, now and not when memory is tidied.
            if isinstance(events, Generator):
                events.close()
        return None

    def _so_far(self, base: Saved) -> Draft | PerformanceTarget | None:
        """What the model goes on from: the rows of an attempt that broke off, or the table as it is now."""
        if self.payload.engine == "offline":
            return None
        arrived = self.workspace.work.so_far(self.claim)
        # A person's edits since the last attempt are in the draft, and only there.
        is_edited = self.telling.version is not None and self.telling.version != base.version
        if (self.payload.goes_on_from == "table" and not arrived.rows) or is_edited:
            return base.state.target if base.state.target.indicators else None
        if not arrived.rows:
            return None
        if self.payload.goes_on_from == "table":
            return self._target(arrived)
        from assistant.checking import check

        target = self._target(arrived)
        return Draft(target, check(target), "llm", complete=False, arrived=target)

    def _take(self, event: DraftEvent) -> bool:
        """Write an event down; return whether the user has asked to stop."""
        work = self.workspace.work
        match event:
            case Started(engine, examples):
                self.telling.engine, self.telling.examples = engine, examples
                return work.tell(self.claim, self.telling.data())
            case GoalDrafted(goal):
                wants_stop = work.arrived(self.claim, self.goals, goal)
                self.goals += 1
                return wants_stop
            case RowDrafted(position, row) | RowReplaced(position, row):
                return work.arrived(self.claim, position, row)
            case Notice(message):
                self.telling.notice(message)
                return work.tell(self.claim, self.telling.data())
        return False

    def _end(self, base: Saved, draft: Draft | None) -> None:
        usage = draft.usage if draft else Usage()
        self.telling.add(usage)
        for message in draft.notices if draft else ():
            self.telling.notice(message)
        if draft and draft.complete:
            self._hand_in(base, draft.target, usage, Ending("done"), "起草完成")
        elif self.stop.is_set:
            arrived = draft.arrived if draft and draft.arrived else self._target(self.workspace.work.so_far(self.claim))
            self._hand_in(base, arrived, usage, Ending("cancelled", _STOPPED), "停止起草")
        else:
            assert draft
            if draft.arrived:
                # Rows that stand for what did not arrive came as events too; the model goes on from its own.
                self.workspace.work.replace(
                    self.claim, Arrived(tuple(draft.arrived.goals), tuple(draft.arrived.indicators))
                )
            sentence = next((said for said in reversed(draft.notices) if "接着写" in said), "模型没有写完，可以接着写")
            self._hand_in(base, draft.target, usage, Ending("failed", sentence), "起草中断")

    def _hand_in(self, base: Saved, target: PerformanceTarget, usage: Usage, ending: Ending, why: str) -> None:
        ending = replace(ending, told=self.telling.data(), can_continue=ending.state != "done")
        if not target.indicators and not target.goals:
            self.workspace.work.finish(self.claim, replace(ending, message="已停止，还没有写出内容"))
            return
        origin: Origin = "offline" if self.telling.engine == "offline" else "model"
        made = base.state.with_target(target.model_copy(update={"waivers": base.state.target.waivers}), origin)
        told = {"examples": self.telling.examples, "notices": tuple(self.telling.notices)}
        spent = added(base.state.spent, usage)
        made = made.model_copy(update={"spent": spent, "engine": self.telling.engine or made.engine, **told})
        hand_in(self.workspace, self.claim, base, made, ending, why)

    def _target(self, arrived: Arrived) -> PerformanceTarget:
        return target_of(self.payload, arrived)


def first_state(payload: DraftPayload) -> DraftState:
    """Return a draft's state before its first row: the project alone."""
    return DraftState.of(target_of(payload, Arrived()), "file", brief=payload.brief, engine=payload.engine)


def target_of(payload: DraftPayload, arrived: Arrived) -> PerformanceTarget:
    """Return what has arrived as a target."""
    brief = payload.brief
    project = Project(name=brief.name, budget=brief.budget, purpose=brief.purpose, year=brief.year, unit=brief.unit)
    return PerformanceTarget(form=brief.form, project=project, goals=list(arrived.goals), indicators=list(arrived.rows))
