"""Which rows of a document are shown for a form, and how they are drawn."""

import re

import pytest

from assistant import api
from assistant.app.review.document_markup import ReadRow, narrative, reading_notes, understood, words_table
from assistant.app.review.excerpt import excerpt
from assistant.forms import get_form
from assistant.model import Narrative, NarrativeItem, PerformanceTarget, Place, Places, ReadingNote
from assistant.reading.grid import Row


def _row(number: int, *cells: str, part: int = 0, **more: object) -> Row:
    return Row(cells, part=part, place=Place(part, number), **more)  # type: ignore[arg-type]


ROWS = [
    *(_row(at, f"文字{at}", in_table=False) for at in range(30)),
    _row(30, "甲表标题"), _row(31, "项目名称", "甲"), _row(32, "产出", "一"), _row(33, "产出", "二"),
    _row(34, "乙表标题"), _row(35, "项目名称", "乙"), _row(36, "产出", "三"), _row(37, "填表说明"),
    _row(0, "另一页", part=1),
]  # fmt: skip
PLACES = [
    Places(Place(0, 31), (), (Place(0, 32), Place(0, 33))),
    Places(Place(0, 35), (), (Place(0, 36),)),
]


def test_a_form_is_shown_with_its_title_but_without_its_neighbours() -> None:
    first, second = (excerpt(ROWS, PLACES, index, "甲.xlsx") for index in (0, 1))
    texts = [[line.row.joined for line in found.lines] for found in (first, second)]
    assert texts[0][-4:] == ["甲表标题", "项目名称甲", "产出一", "产出二"]
    assert len(texts[0]) < 20
    assert texts[1] == ["乙表标题", "项目名称乙", "产出三", "填表说明"]
    assert (first.number_of(0), first.number_of(1), second.number_of(0)) == (33, 34, 37)


def test_lines_of_word_and_pdf_are_counted_from_the_top_of_what_is_shown() -> None:
    found = excerpt(ROWS, PLACES, 1, "乙.docx")
    assert [line.number for line in found.lines] == [1, 2, 3, 4]
    assert found.number_of(0) == 3


def test_without_places_the_whole_document_is_shown_up_to_a_limit() -> None:
    found = excerpt([Row((f"行{at}",)) for at in range(1000)], [Places()], 0, "甲.txt")
    assert not found.located
    assert len(found.lines) + found.left_over == 1000
    assert found.left_over
    assert "下面还有" in words_table(found, {})


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_rows_of_each_form_hold_its_own_indicators(kind: str, examples: list[PerformanceTarget]) -> None:
    data, name = api.to_bytes(examples[:4], kind), f"整本.{kind}"  # type: ignore[arg-type]
    document, rows = api.read_bytes(data, name), api.grid_rows(data, name)
    for index, target in enumerate(document):
        found = excerpt(rows, document.places, index, name)
        lines = {line.position: line.row.joined for line in found.lines if line.position is not None}
        assert sorted(lines) == list(range(len(target.indicators)))
        for position, text in lines.items():
            assert "".join(target.indicators[position].name.split()) in text


def test_merged_cells_are_drawn_once_over_their_rows_and_columns() -> None:
    rows = [
        Row(("产出指标", "数量", "甲"), spans=frozenset()),
        Row(("产出指标", "质量", "乙"), carried=frozenset({0})),
        Row(("合计", "", "丙"), spans=frozenset({(0, 2)})),
    ]
    html = words_table(excerpt(rows, [Places()], 0, "甲.docx"), {})
    assert '<td rowspan="2">产出指标</td>' in html
    assert html.count("产出指标") == 1
    assert '<td colspan="2">合计</td>' in html
    assert html.count("<td") == 7


def test_no_text_of_a_document_becomes_markup(target: PerformanceTarget) -> None:
    nasty = "<img src=x onerror=alert(1)>\"'"
    row = target.indicators[0].model_copy(update={"name": nasty, "level1": nasty, "extra": {nasty: nasty}})
    note = ReadingNote(kind="unsure", project=nasty, row=nasty, message=nasty)
    bad = target.model_copy(
        update={"indicators": [row], "goals": [target.goals[0].model_copy(update={"text": nasty})], "form": "general"}
    )
    item = NarrativeItem(number=1, name=nasty, goal=nasty, indicators=nasty)
    pieces = [
        words_table(excerpt([Row((nasty, nasty))], [Places()], 0, "甲.docx"), {}),
        understood(bad, get_form("general"), [ReadRow(row, 1, (note,), changed=True)]),
        reading_notes([note]),
        narrative(Narrative(overall=nasty, items=[item], measures=[nasty])),
    ]
    for piece in pieces:
        assert "<img" not in piece
        assert "&lt;img" in piece


def test_what_is_to_be_looked_at_comes_before_what_was_put_right() -> None:
    html = reading_notes([
        ReadingNote(kind="repaired", project="甲", message="一"), ReadingNote(kind="unsure", project="甲", message="二"),
    ])  # fmt: skip
    assert re.findall("请核对|已修复", html) == ["请核对", "已修复"]


def test_further_columns_of_an_unknown_form_are_shown(target: PerformanceTarget) -> None:
    rows = [row.model_copy(update={"extra": {"备注": "按季统计"}}) for row in target.indicators[:2]]
    form = get_form("general")
    html = understood(target.model_copy(update={"indicators": rows}), form, [ReadRow(row) for row in rows])
    assert "备注" in html
    assert html.count("按季统计") == 2
