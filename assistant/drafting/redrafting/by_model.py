"""Rows drafted again by a model: one call, and a second one for those that could not stand."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from assistant.drafting.online.draft_prompt import Complaint, as_data, common, line
from assistant.drafting.online.kind_hints import hints_for
from assistant.drafting.online.repair import RepairAnswer
from assistant.drafting.online.rows import DraftRow, RowProblem, to_indicator
from assistant.drafting.redrafting.job import Job
from assistant.drafting.redrafting.table import Place
from assistant.library.norms import named_norms
from assistant.llm import ChatClient, LanguageModel, Message, Settings, Stop
from assistant.llm.prompts import load_prompt
from assistant.model import Indicator, ModelServiceError

PROMPT = "redraft.zh"
_ROUNDS = 2


@contextmanager
def model_of(given: Settings | LanguageModel, stop: Stop | None) -> Iterator[LanguageModel]:
    """Give the model itself, or a client of the endpoint that is closed behind."""
    if not isinstance(given, Settings):
        yield given
        return
    with ChatClient(given, stop=stop) as client:
        yield client


def write_by_model(job: Job, model: LanguageModel) -> tuple[str, ...]:
    """Let a model write the job's rows into its table; return what the user should know.

    Raises:
        SettingsError, PromptError: the endpoint or the prompt is not set up.
        ModelServiceError: the endpoint failed before the first row; nothing has changed.
    """
    wanted, refused = {f"r{number}": place for number, place in enumerate(job.places, 1)}, dict[str, str]()
    new: list[Indicator] = []
    for number in range(_ROUNDS):
        first = number == 0
        try:
            answer = model.ask(redraft_messages(job, wanted, refused, job.most_new if first else 0), RepairAnswer)
        except ModelServiceError:
            if first:
                raise
            break
        if first:
            new = _further(job, answer, wanted)
        refused = _take(job, answer, wanted, refused)
        wanted = {each: place for each, place in wanted.items() if each in refused}
        if not wanted:
            break
    for row in new:  # Last: a further row shifts the places of those behind it.
        job.table.add(row)
    kept = [f"“{place.row.name}”没有更好的写法，保留原样（{refused[each]}）" for each, place in wanted.items()]
    return job.notices(kept)


def redraft_messages(job: Job, wanted: dict[str, Place], refused: dict[str, str], most_new: int) -> list[Message]:
    """Return the question for some places; personal names and numbers are masked in all that is sent.

    Args:
        job: what is to be done.
        wanted: the places by the id that the answer repeats.
        refused: by id, why what came for it before could not stand.
        most_new: how many further rows may come.
    """

    def safe(text: str) -> str:
        return as_data(job.veil.hide(text))

    complaints = [
        Complaint(each, safe(line(place.row)), (safe(f"上次写的不能用：{refused[each]}"),) if each in refused else ())
        for each, place in wanted.items()
    ]
    parts: dict[str, Any] = common(job.brief, job.form, job.facts)
    return load_prompt(PROMPT).render(
        rows=[safe(line(row)) for row in job.table.others(list(wanted.values()))],
        wanted=complaints,
        most_new=most_new,
        note=as_data(job.note),
        hints=hints_for(job.brief),
        norms=named_norms(f"{job.brief.name}。{job.brief.purpose}"),
        **parts,
    )


def _take(job: Job, answer: RepairAnswer, wanted: dict[str, Place], refused: dict[str, str]) -> dict[str, str]:
    """Put rows into their places; return by id why places are still as they were."""
    left = {each: refused.get(each, "没有写出新的内容") for each in wanted}
    for row in answer.rows:
        given = row.id or (next(iter(wanted)) if len(wanted) == 1 else "")
        if given not in left:
            continue
        try:
            objection = job.table.replace(wanted[given], _indicator(job, row))
        except RowProblem as problem:
            objection = str(problem)
        if objection:
            left[given] = objection
        else:
            del left[given]
    return left


def _further(job: Job, answer: RepairAnswer, wanted: dict[str, Place]) -> list[Indicator]:
    """Return the rows that a section may get in addition."""
    found = list[Indicator]()
    for row in (row for row in answer.rows if row.id not in wanted):
        with suppress(RowProblem):
            found.append(_indicator(job, row))
    return [row for row in found if row.level2 == job.section][: job.most_new]


def _indicator(job: Job, row: DraftRow) -> Indicator:
    return job.veil.lift_row(to_indicator(row, job.form, job.ground))
