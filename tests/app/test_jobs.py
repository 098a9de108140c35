"""The job: a thread that takes events, and a page that may look, stop, or go away at any time."""

import threading
from collections.abc import Callable, Iterator

import pytest

from assistant.app.draft import jobs
from assistant.app.draft.jobs import DraftJob, Progress, notices_of, target_of
from assistant.checking.findings import Report, Score
from assistant.drafting.brief import Brief
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
from assistant.llm import Stop
from assistant.model import Goal, Indicator, ModelServiceError, PerformanceTarget, Project

BRIEF = Brief.of("职业技能培训补贴", "62万元", "全年培训护理员300人，每人补贴1500元")
GOAL = GoalDrafted(Goal(period="annual", text="全年培训300人"))
Row = Callable[..., Indicator]


def _finish(rows: list[Indicator]) -> Finished:
    target = PerformanceTarget(form="ezhou", project=Project(name="职业技能培训补贴"), indicators=rows)
    report = Report(project="职业技能培训补贴", score=Score(total=90, grade="优", points={}))
    usage = Usage(requests=2, prompt_tokens=3000, completion_tokens=500, seconds=12.3)
    return Finished(Draft(target, report, "llm", notices=("已补写时效指标",), usage=usage))


def _over(stream: Callable[[], Iterator[DraftEvent]]) -> Progress:
    job = DraftJob(BRIEF, "offline", stream).start()
    job.wait(5)
    return job.snapshot()


def test_a_finished_job_holds_the_draft_and_all_that_was_said(row: Row) -> None:
    rows = [row(), row(name="培训期数")]
    events = [Started("llm", ("样例甲",)), GOAL, RowDrafted(0, row(name="旧名")), RowDrafted(1, rows[1]),
              RowReplaced(0, rows[0]), Notice("第 1 条已改正"), Notice("第 1 条已改正"), _finish(rows)]  # fmt: skip
    progress = _over(lambda: iter(events))
    assert (progress.state, progress.engine, progress.examples) == ("done", "llm", ("样例甲",))
    assert list(progress.rows) == rows
    assert notices_of(progress) == ("第 1 条已改正", "已补写时效指标", "请求模型 2 次，用时 12 秒，用量 3,500 token")
    assert target_of(progress, BRIEF) is progress.draft.target  # type: ignore[union-attr]


def test_rows_can_be_seen_while_the_next_one_is_waited_for_and_stay_when_stopped(row: Row) -> None:
    first_is_out, go_on, closed = threading.Event(), threading.Event(), threading.Event()

    def stream() -> Iterator[DraftEvent]:
        try:
            yield Started("llm", ())
            yield GOAL
            yield RowDrafted(0, row())
            first_is_out.set()
            go_on.wait(5)
            yield RowDrafted(1, row(name="来晚了"))
        finally:
            closed.set()

    job = DraftJob(BRIEF, "llm", stream).start()
    assert first_is_out.wait(5)
    assert (job.snapshot().state, len(job.snapshot().rows)) == ("running", 1)
    job.stop()
    assert job.snapshot().state == "stopped"
    go_on.set()
    assert closed.wait(5)
    job.wait(5)
    target = target_of(job.snapshot(), BRIEF)
    assert target is not None
    assert [each.name for each in target.indicators] == ["参训人数"]
    assert (target.project.name, str(target.project.budget), target.form) == ("职业技能培训补贴", "62万元", "ezhou")
    assert "停止" in notices_of(job.snapshot())[-1]


def test_a_refusal_before_the_first_row_is_one_sentence_and_no_target() -> None:
    def stream() -> Iterator[DraftEvent]:
        raise ModelServiceError("密钥不对，请检查 OPENAI_API_KEY", "auth")
        yield

    progress = _over(stream)
    assert (progress.state, progress.failure) == ("failed", "密钥不对，请检查 OPENAI_API_KEY")
    assert target_of(progress, BRIEF) is None


def test_a_failure_half_way_keeps_the_rows(row: Row) -> None:
    def stream() -> Iterator[DraftEvent]:
        yield RowDrafted(0, row())
        raise ModelServiceError("连接中断", "cut")

    progress = _over(stream)
    target = target_of(progress, BRIEF)
    assert target is not None
    assert len(target.indicators) == 1
    assert "连接中断" in notices_of(progress)


def test_a_defect_of_ours_is_a_sentence_too(row: Row) -> None:
    def stream() -> Iterator[DraftEvent]:
        yield RowDrafted(0, row())
        raise ZeroDivisionError

    progress = _over(stream)
    assert progress.failure is not None
    assert "ZeroDivisionError" in progress.failure
    assert len(progress.rows) == 1


def test_a_stream_that_ends_without_its_last_event_is_a_failure(row: Row) -> None:
    assert _over(lambda: iter([RowDrafted(0, row())])).state == "failed"


def test_a_job_that_nobody_looks_at_any_more_stops(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_ABANDONED_SECONDS", -1.0)
    assert _over(lambda: iter([RowDrafted(0, row()), _finish([row()])])).state == "stopped"


def test_stopping_ends_the_wait_for_the_endpoint() -> None:
    halt, waits = Stop(), threading.Event()

    def stream() -> Iterator[DraftEvent]:
        yield Started("llm", ())
        waits.set()
        assert halt.wait(10)
        raise ModelServiceError("已停止", "cancelled")

    job = DraftJob(BRIEF, "llm", stream, halt).start()
    assert waits.wait(5)
    job.stop()
    job.wait(5)
    assert halt.is_set
    assert job.snapshot().state == "stopped"
