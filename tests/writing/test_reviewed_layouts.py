"""Comments find their rows in forms of any layout: each row, goal and head at its own cell."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from assistant.checking.findings import Finding, Report, Score
from assistant.model import PerformanceTarget
from assistant.model.text import match_key
from assistant.reading import read_document
from assistant.writing.reviewed import CopyKind, reviewed_copy
from tests.reading.provinces import FORMS
from tests.reading.sheets import write

SCORE = Score(total=0, grade="差", points={})


def everything(target: PerformanceTarget, number: int) -> Report:
    """A finding about each row, each goal and the head; its message says which."""

    def finding(about: str, **more: object) -> Finding:
        return Finding.model_validate({
            "rule": "X999", "dimension": "适当性", "severity": "error", "message": f"<{number}.{about}>",
            "suggestion": "改", "clause": "依据", **more,
        })  # fmt: skip

    rows = [finding(f"row{at}", period=row.period, position=at) for at, row in enumerate(target.indicators)]
    goals = [
        finding(f"goal{at}>目标“{goal.text[:20]}”<", period=goal.period)
        for at, goal in enumerate(target.goals)
        if goal.text
    ]
    return Report(project=target.project.name, score=SCORE, findings=(*rows, *goals, finding("head")))


def anchors(data: bytes, kind: CopyKind) -> list[tuple[str, str]]:
    """Each comment with the text of its cell."""
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
        return [(cell.comment.text, str(cell.value)) for cell in cells if cell.comment]
    document = docx.Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    return [
        (texts[start.get(qn("w:id"))], "".join(text.text or "" for text in holder.iter(qn("w:t"))))
        for start in document.element.body.iter(qn("w:commentRangeStart"))
        for holder in [next(start.iterancestors(qn("w:tc")), start.getparent())]
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("province", [*FORMS][:8])
def test_every_row_goal_and_head_has_its_comment(province: str, kind: CopyKind, tmp_path: Path) -> None:
    sheet, _ = FORMS[province]()
    path = write(sheet, tmp_path / f"{province}.{kind}")
    document = read_document(path)
    reports = [everything(target, number) for number, target in enumerate(document)]
    found = anchors(reviewed_copy(path.read_bytes(), kind, document, reports), kind)
    for number, target in enumerate(document):
        for at, row in enumerate(target.indicators):
            (place,) = [match_key(cell) for said, cell in found if f"<{number}.row{at}>" in said]
            assert place
            assert match_key(row.name) in place or match_key(str(row.value)) in place
        for at, goal in enumerate(target.goals):
            places = [match_key(cell) for said, cell in found if f"<{number}.goal{at}>" in said]
            assert all(match_key(goal.text)[:15] in place for place in places)
            assert len(places) == bool(goal.text)
        if document.places[number].head is not None:
            assert any(
                match_key(target.project.name) in match_key(c) for said, c in found if f"<{number}.head>" in said
            )
