"""What is done with a case: drafted, replayed, fixed or checked; and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, Protocol

from assistant.checking import Report, check, check_all
from assistant.drafting import Brief, Draft, DraftEvent, Finished, stream
from assistant.drafting.events import Usage
from assistant.fixing import Engine as FixEngine
from assistant.fixing import fix_all
from assistant.library import Library
from assistant.llm import ChatClient, LanguageModel, Settings, Shared, Stop
from assistant.model import AssistantError, PerformanceTarget
from evals.cases import EvalCase
from evals.loading.examples import library_without
from evals.replay import recordings, replay
from evals.review_labels import books
from evals.scorers import Score

EngineName = Literal["offline", "llm"]


class IncompleteError(AssistantError):
    """A draft that the endpoint cut short: rule-made rows stand for what the model did not write, so it has failed."""


@dataclass
class Outcome:
    """What came of a case.

    Attributes:
        target: the draft, the mended form, or the form that was checked.
        scores: filled by the scoring.
    """

    target: PerformanceTarget
    report: Report
    usage: Usage = field(default_factory=Usage)
    examples: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    scores: dict[str, Score] = field(default_factory=dict)


class Worker(Protocol):
    """Something that deals with cases, from several threads at once."""

    def __call__(self, case: EvalCase) -> Outcome:
        """Deal with one case.

        Raises:
            AssistantError: it failed; the sentence says why.
        """
        ...


@dataclass(frozen=True)
class Engines:
    """The worker in ordinary use.

    Attributes:
        engine: for drafting and fixing.
        settings: of the model's endpoint, or a model itself (a `ScriptedModel` in tests); for `llm` only.
        shared: with the other threads: the endpoint's pauses and refusals.
        stop: ends every wait for the endpoint, from any thread.
    """

    engine: EngineName = "offline"
    settings: Settings | LanguageModel | None = None
    shared: Shared = field(default_factory=Shared)
    stop: Stop = field(default_factory=Stop)

    def __call__(self, case: EvalCase) -> Outcome:
        """See `Worker`."""
        if case.recording:
            return _of_draft(replay(recordings([case.recording])[0]))
        if case.kind == "draft":
            assert case.brief
            return _of_draft(_last(self.events(case.brief, library_without(case.leave_out))))
        return self._mended(case) if case.kind == "fix" else _checked(case)

    def events(self, brief: Brief, library: Library) -> Iterator[DraftEvent]:
        """Draft with these examples only."""
        return stream(brief, self.engine, self.settings, stop=self.stop, shared=self.shared, library=library)

    def _mended(self, case: EvalCase) -> Outcome:
        assert case.target
        if self.engine == "offline" or self.settings is None:
            return _of_form(fix_all(case.target).target)
        model: FixEngine = "model"
        if not isinstance(self.settings, Settings):
            return _of_form(fix_all(case.target, engine=model, model=self.settings).target)
        with ChatClient(self.settings, stop=self.stop, shared=self.shared) as client:
            fixed = fix_all(case.target, engine=model, model=client)
            used = client.usage
        usage = Usage(used.requests, used.prompt_tokens, used.completion_tokens, 0, used.cost, used.estimated)
        return _of_form(fixed.target, usage)


def _last(events: Iterator[DraftEvent]) -> Draft:
    for event in events:
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("a stream of events ends with Finished")


def _of_draft(draft: Draft) -> Outcome:
    if not draft.complete:
        raise IncompleteError(next(iter(draft.notices[::-1]), "") or "模型没有把稿子写完")
    return Outcome(draft.target, draft.report, draft.usage, draft.examples, draft.notices)


def _of_form(target: PerformanceTarget, usage: Usage | None = None) -> Outcome:
    return Outcome(target, check(target), usage or Usage())


def _checked(case: EvalCase) -> Outcome:
    """Check a form; the samples of one document are checked as the book that they are, with its narrative."""
    assert case.target
    report = _book_reports().get(case.id)
    return Outcome(case.target, report if report is not None else check(case.target))


@cache
def _book_reports() -> dict[str, Report]:
    return {
        name: report
        for names, targets, narrative in books()
        for name, report in zip(names, check_all(targets, narrative), strict=True)
    }
