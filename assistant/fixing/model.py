"""Repairs that a model writes: one call for all findings, every answer held to the form's figures and tried."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.checking import Finding
from assistant.checking.context import PERIOD_NAMES, Context, Row
from assistant.checking.masking import masked
from assistant.fixing.case import Case
from assistant.fixing.fix import Edit, Fix
from assistant.fixing.guard import known, numbers
from assistant.fixing.registry import GOAL_RULES, LACKING_RULES, PERSON_RULES, TWICE_RULES
from assistant.fixing.trial import Trial
from assistant.fixing.twins import mirrored
from assistant.fixing.words import words
from assistant.library.lookup import where_to_look
from assistant.library.norms import norm_of
from assistant.llm import LanguageModel, Message
from assistant.llm.prompts import load_prompt
from assistant.model import Source, Value

_MOST = 40
"""So many places are asked about in one call; a form with more is mended in several runs."""
_LONGEST, _LONGEST_NAME, _LONGEST_VALUE = 400, 40, 40
_LACKING = "表里缺的指标，请另写一条"
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


class ModelEdit(BaseModel):
    """One repair as a model writes it; all text, read here."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str = ""
    name: str | None = None
    desc: str | None = None
    value: str | None = None
    kind: str | None = None
    goal: str | None = None
    why: str | None = None
    remove: bool | None = None
    """The row is to go: only where it stands there twice."""
    add: bool | None = None
    """The row is a further one: only where its kind is lacking."""


class FixAnswer(BaseModel):
    """What a call answers with."""

    model_config = ConfigDict(extra="ignore")

    fixes: list[ModelEdit] = Field(default_factory=list)


@dataclass
class Complaint:
    """A place that is objected to, under the id that the answer repeats.

    Attributes:
        row: index of the row; None for a goal.
        goal: index of the goal; None for a row.
        findings: all that the answer is to cure.

    With neither row nor goal a row is lacking.
    """

    id: str
    place: str
    row: int | None
    goal: int | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def objections(self) -> list[str]:
        """What the model is told, masked."""
        said = [f"{each.message}。{each.suggestion}" for each in self.findings]
        return list(dict.fromkeys(masked(text) for text in said))

    @property
    def ways(self) -> str:
        """What else than rewriting may be done, as the model is told."""
        rules = {each.rule for each in self.findings}
        ways = ["可删除"] * bool(rules & TWICE_RULES and self.row is not None)
        return "、".join(ways + ["可另写一条"] * bool(rules & LACKING_RULES))


def written_fixes(trial: Trial, findings: Sequence[Finding], model: LanguageModel) -> dict[Finding, list[Fix]]:
    """Ask a model once for repairs of these findings; return those that heal, by the finding.

    A figure that is neither in the form nor given by a named norm becomes 【待核实】. What does not fit the form, makes
    something worse or does not cure its finding is dropped; so is an answer for a place that was not asked about.

    Raises:
        SettingsError, ModelServiceError: the endpoint, its refusal, or an answer that is no JSON of our shape.
    """
    form = Context(trial.target)
    complaints = list(_complaints(form, findings))[:_MOST]
    if not complaints:
        return {}
    answer = model.ask(messages(form, complaints), FixAnswer)
    by_id = {complaint.id: complaint for complaint in complaints}
    found: dict[Finding, list[Fix]] = {}
    for written in answer.fixes:
        complaint = by_id.pop(written.id, None)
        for finding in complaint.findings if complaint else ():
            case = Case(form, finding, trial.narrative)
            for fix in _read(case, complaint, written) if complaint else ():
                whole = fix.model_copy(update={"edits": mirrored(trial.target, fix.edits)})
                if trial.heals(finding, whole.edits):
                    found.setdefault(finding, []).append(whole)
    return found


def messages(form: Context, complaints: Sequence[Complaint]) -> list[Message]:
    """Return the call's messages; names and numbers of persons are masked in all that is sent."""
    project = form.project
    return load_prompt("fix.zh").render(
        form=form.form.name,
        kinds=[child.name for level in form.form.levels for child in level.level2],
        brackets=form.form.value_brackets,
        with_description=form.form.has_column("description"),
        project={
            "name": masked(project.name),
            "budget": str(project.budget or ""),
            "year": project.year,
            "purpose": masked(project.purpose or ""),
        },
        goals=[f"{PERIOD_NAMES[goal.period]}目标：{masked(goal.text)}" for goal in form.target.goals],
        rows=[_line(row) for row in form.rows],
        complaints=complaints,
    )


def _complaints(form: Context, findings: Sequence[Finding]) -> Iterator[Complaint]:
    """One complaint a row, with all that is said of it; one a goal for the rules about goals; one a row that is lacking."""
    rows: dict[int, Complaint] = {}
    lacking: list[Complaint] = []
    goals: dict[int, Complaint] = {}
    for finding in findings:
        if finding.rule in PERSON_RULES:
            continue
        if finding.position is None and finding.rule in LACKING_RULES:
            lacking.append(Complaint(f"k{len(lacking)}", _LACKING, None, None, [finding]))
        elif finding.position is not None:
            at = finding.position
            row = rows.setdefault(at, Complaint(f"r{at}", _line(form.rows[at]), at, None))
            row.findings.append(finding)
        elif finding.rule in GOAL_RULES:
            for at, goal in enumerate(form.target.goals):
                if goal.period == finding.period:
                    text = f"{PERIOD_NAMES[goal.period]}目标：{masked(goal.text)}"
                    goals.setdefault(at, Complaint(f"g{at}", text, None, at)).findings.append(finding)
                    break
    yield from rows.values()
    yield from goals.values()
    yield from lacking


def _line(row: Row) -> str:
    cells = (PERIOD_NAMES[row.period], row.level2, row.name, row.indicator.description or "", row.text)
    return masked(" | ".join(cell for cell in cells if cell))


def _read(case: Case, complaint: Complaint, written: ModelEdit) -> Iterator[Fix]:
    """Turn what a model wrote into a fix; nothing where it does not fit."""
    why = _supported((written.why or "").strip()[:80], known(case.target, case.narrative)) or "按审核意见改写"
    if complaint.goal is not None and written.goal and len(written.goal) <= _LONGEST:
        goal = case.target.goals[complaint.goal]
        text = _open(written.goal.strip(), known(case.target, case.narrative))
        if text and text != goal.text:
            edit = Edit(part="goal", position=complaint.goal, period=goal.period, before=goal.text, after=text)
            yield from case.fix((edit,), "model", why)
    elif written.remove:
        if case.row is not None and case.finding.rule in TWICE_RULES:
            yield from case.fix((case.remove(case.row),), "model", why)
    elif written.add or (complaint.row is None and complaint.goal is None):
        yield from _further(case, written, why)
    elif case.row is not None and (columns := _columns(case, case.row, written)):
        value, source = columns.pop("value")
        edits = case.change(case.row, source, value=value, **columns)
        ground = f"（{source.detail}，取“{value.text}”）" if source and source.kind == "standard" else ""
        yield from case.fix(edits, "model", why + ground)


def _further(case: Case, written: ModelEdit, why: str) -> Iterator[Fix]:
    """Add the row that was written to the table that lacks it."""
    homes = {child.name: level.name for level in case.form.form.levels for child in level.level2}
    name = _open((written.name or "").strip(), known(case.target, case.narrative))
    level1 = homes.get(written.kind or "")
    if case.finding.rule not in LACKING_RULES or not level1 or not name or not written.value:
        return
    if len(name) > _LONGEST_NAME or len(written.value) > _LONGEST_VALUE:
        return
    value, source = _new_value(case, name, written.value)
    row = case.new_row(level1, written.kind or "", name, (value, source), case.finding.period or case.form.main_period)
    ground = f"（{source.detail}，取“{value.text}”）" if source and source.kind == "standard" else ""
    yield from case.fix((case.add(row),), "model", why + ground)


def _new_value(case: Case, name: str, written: str) -> tuple[Value, Source | None]:
    """The value of a further row: a norm's, one whose figure stands in the form, or 待核实; a share needs a norm."""
    value = case.styled(Value.parse(written))
    if norm := norm_of(name, value, case.context):
        return value, Source(kind="standard", detail=norm.say)
    opened = Value.parse(_open(value.text, frozenset() if value.is_percent else known(case.target, case.narrative)))
    if opened.is_unconfirmed:
        return opened, Source(kind="unconfirmed", detail=where_to_look(name, value.unit or ""))
    return opened, None


def _columns(case: Case, row: Row, written: ModelEdit) -> dict[str, Any] | None:
    """Read the row's new cells; None where a cell is too long, or the form has no such kind."""
    given = known(case.target, case.narrative)
    name = _open((written.name or row.indicator.name).strip(), given)
    if not name or len(name) > _LONGEST_NAME or len(written.value or "") > _LONGEST_VALUE:
        return None
    columns: dict[str, Any] = {"name": name, "value": _value(case, row, name, written, given)}
    if written.kind and written.kind != row.level2:
        level1 = case.home_of(written.kind, row)
        if level1 is None:
            return None
        columns |= {"level1": level1, "level2": written.kind}
    if written.desc and case.form.form.has_column("description") and len(written.desc) <= 80:
        columns["description"] = _open(written.desc.strip(), given)
    return columns


def _value(
    case: Case, row: Row, name: str, written: ModelEdit, given: frozenset[Decimal]
) -> tuple[Value, Source | None]:
    """The value with its source: the form's own figures, a norm that gives such a row this figure, or 待核实."""
    if not written.value:
        return row.value, row.indicator.source
    value = case.styled(Value.parse(written.value))
    norm, year_end = norm_of(name, value, case.context), words()["year_end"]
    if value.text == row.text:
        return value, row.indicator.source
    if value.text == year_end["value"] and row.period == "annual":
        return value, Source(kind="standard", detail=year_end["say"])
    if norm:
        return value, Source(kind="standard", detail=norm.say)
    opened = Value.parse(_open(value.text, _given_for(row, value, given)))
    if opened.is_unconfirmed:
        return opened, Source(kind="unconfirmed", detail=where_to_look(name, value.unit or ""))
    return opened, None


def _given_for(row: Row, value: Value, given: frozenset[Decimal]) -> frozenset[Decimal]:
    """Which numbers a value may take: of shares only the row's own (some 95 stands in every form), else the form's."""
    if value.is_percent:
        return numbers(f"{row.name}\n{row.text}") | numbers(row.indicator.description or "")
    return given


def _supported(reason: str, given: frozenset[Decimal]) -> str:
    """Return a reason without its clauses that hold a number nobody gave."""
    clauses = re.split(r"(?<=[，；。])", reason)
    return "".join(clause for clause in clauses if numbers(clause) <= given).rstrip("，；。")


def _open(text: str, given: frozenset[Decimal]) -> str:
    """Put 【待核实】 in the place of every number that nobody gave."""
    return _NUMBER.sub(lambda found: found[0] if numbers(found[0]) <= given else "【待核实】", text)
