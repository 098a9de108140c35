"""The bounded repair: ask again only for rows with errors, at most twice, and keep the better version of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.checking import Finding
from assistant.drafting.events import DraftEvent, Notice, RowDrafted, RowReplaced
from assistant.drafting.facts import Facts
from assistant.drafting.online.cells import value_at
from assistant.drafting.online.draft_prompt import Complaint, line, repair_messages
from assistant.drafting.online.lost import lost_figures
from assistant.drafting.online.rows import DraftRow, RowProblem, to_indicator
from assistant.drafting.online.sheet import MOST_ROWS, Sheet
from assistant.drafting.provenance import Ground
from assistant.llm import LanguageModel
from assistant.model import Indicator, ModelServiceError

ROUNDS = 2
_KIND_MISSING = "W101"
_LEAST_CELLS = 4
"""Of a row that came as an array: id, kind, name, value."""


def _named(raw: Any) -> Any:
    """A row that came as an array, as drafts have them: the id first, then kind, name, …, value, …, why."""
    if not isinstance(raw, list) or len(raw) < _LEAST_CELLS:
        return raw
    return {"id": raw[0], "kind": raw[1], "name": raw[2], "value": raw[value_at(raw, 3)], "why": raw[-1]}


class RepairAnswer(BaseModel):
    """What a repair call answers with."""

    model_config = ConfigDict(extra="ignore")

    rows: list[Annotated[DraftRow, BeforeValidator(_named)]] = Field(default_factory=list)


@dataclass(frozen=True)
class Broken:
    """A row that did not validate, as the model wrote it, and why."""

    row: DraftRow
    why: str


@dataclass
class Repair:
    """One draft's repair. Each round asks once; no row is ever taken away."""

    sheet: Sheet
    model: LanguageModel
    ground: Ground
    facts: Facts
    broken: list[Broken] = field(default_factory=list)

    def run(self) -> Iterator[DraftEvent]:
        """Yield replaced and added rows; a failing call ends the repair with a notice and keeps what there is."""
        for number in range(ROUNDS):
            complaints = [*self._complaints(), *(self._lost() if number == 0 else ())]
            if not complaints:
                return
            sheet = self.sheet
            messages = repair_messages(sheet.brief, sheet.form, self.facts, sheet.rows, complaints)
            try:
                answer = self.model.ask(messages, RepairAnswer)
            except ModelServiceError as error:
                yield Notice(f"有 {len(complaints)} 处没能请模型重写（{error}），已按规则直接修正")
                return
            yield from self._take(answer, {each.id for each in complaints})

    def _complaints(self) -> Iterator[Complaint]:
        by_row, of_form = self.sheet.errors()
        for position, findings in sorted(by_row.items()):
            if position < self.sheet.kept_rows:
                continue
            yield Complaint(
                f"r{position}", line(self.sheet.rows[position]), tuple(dict.fromkeys(_said(each) for each in findings))
            )
        for number, broken in enumerate(self.broken):
            row = broken.row
            yield Complaint(
                f"b{number}", " | ".join(part or "空" for part in (row.kind, row.name, row.value)), (broken.why,)
            )
        missing = dict.fromkeys(_said(each) for each in of_form if each.rule == _KIND_MISSING)
        for number, said in enumerate(missing):
            yield Complaint(f"n{number}", "表里没有的指标，请补写一条", (said,))

    def _lost(self) -> Iterator[Complaint]:
        """Figures of the purpose without a row are asked for once; it is no error to leave one out."""
        for number, finding in enumerate(lost_figures(self.sheet)):
            yield Complaint(f"f{number}", "表里没有的指标，请补写一条", (_said(finding),))

    def _take(self, answer: RepairAnswer, asked: set[str]) -> Iterator[DraftEvent]:
        for row in answer.rows:
            if row.id not in asked:
                continue
            asked.discard(row.id)
            try:
                indicator = to_indicator(row, self.sheet.form, self.ground)
            except RowProblem:
                continue
            if row.id.startswith("r"):
                yield from self._replace(int(row.id[1:]), indicator)
            else:
                yield from self._append(indicator)
                if row.id.startswith("b"):
                    self.broken[int(row.id[1:])] = Broken(row, "")
        self.broken = [each for each in self.broken if each.why]

    def _replace(self, position: int, new: Indicator) -> Iterator[DraftEvent]:
        """Keep the new version only where the form as a whole is the better for it."""
        rows = self.sheet.rows
        old, before = rows[position], _burden(self.sheet)
        rows[position] = new
        if _burden(self.sheet) < before:
            yield RowReplaced(position, new)
        else:
            rows[position] = old

    def _append(self, new: Indicator) -> Iterator[DraftEvent]:
        if len(self.sheet.rows) < MOST_ROWS and not self.sheet.has(new.name):
            self.sheet.rows.append(new)
            yield RowDrafted(len(self.sheet.rows) - 1, new)


def _said(finding: Finding) -> str:
    return f"{finding.message}。{finding.suggestion}"


def _burden(sheet: Sheet) -> tuple[int, int]:
    """How much a reviewer would object: errors first, then warnings."""
    report = sheet.report()
    return len(report.errors), sum(finding.severity == "warning" for finding in report.findings)
