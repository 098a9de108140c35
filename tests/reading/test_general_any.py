"""Whatever stands in a grid, reading ends in targets or in one sentence, and loses no row of an indicator table."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import Document, UnreadableFileError
from assistant.reading.document import read_grids
from assistant.reading.grid import Grid, Row

WORDS = [
    "", "", "", "项目名称", "预算（万元）", "申报单位：某局", "年度目标", "总体目标", "绩效指标", "一级指标", "二级指标", "三级指标",
    "指标值", "目标值", "中期", "年度", "指标性质", "计量单位", "分值", "备注", "实际完成值", "产出指标", "数量指标", "满意度指标", "（一）产出指标",
    "成本指标", "护岸长度", "3公里", "≥90%", "大于等于", "合计", "填表人", "指标1：", "……", "2025年项目支出绩效目标表", "年初预算数", "全年执行数",
    "年度资金总额", "项目年度绩效目标", "单位名称、项目名称", "60", "=", "完成护岸修复。\n目标2：验收。", "必填",
]  # fmt: skip
HEADER = ("一级指标", "二级指标", "三级指标", "指标值", "备注")
cells = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    texts = tuple(draw(cells))
    if draw(st.integers(0, 4)) == 0:
        return Row((texts[0] or "说明",), in_table=False)
    carried = frozenset(at for at in range(len(texts)) if draw(st.integers(0, 5)) == 0)
    spans = frozenset({(draw(st.integers(0, 6)), draw(st.integers(2, 4)))} if draw(st.booleans()) else ())
    return Row(texts, carried=carried, spans=spans, part=draw(st.integers(0, 1)), after_gap=draw(st.booleans()))


def read(grid: Grid) -> Document | None:
    try:
        return read_grids([grid], "试")
    except UnreadableFileError:
        return None


@settings(max_examples=100, deadline=None)
@given(st.lists(rows(), max_size=14), st.booleans())
def test_any_grid(found: list[Row], exact: bool) -> None:
    document = read(Grid.of(found, exact=exact))
    for target, places in zip(document or (), document.places if document else (), strict=True):
        assert len(places.rows) == len(target.indicators)
        assert len(places.goals) == len(target.goals)
    for note in document.notes if document else ():
        assert note.position is None or note.position < len((document or [])[note.target or 0].indicators)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(*[st.sampled_from(["", "", "甲事项", "3公里", "乙", "产出指标", "质量指标"])] * 5), max_size=6)
)
def test_every_word_below_a_header_is_somewhere(body: list[tuple[str, ...]]) -> None:
    """Each text of a row is in the target, in a note, or names a level."""
    table = [Row(("项目名称", "护岸")), Row(HEADER), *(Row(row) for row in body if any(row))]
    document = read(Grid.of(table, exact=True))
    assert document is not None
    said = document[0].model_dump_json() + "".join(note.message for note in document.notes)
    for row in body:
        assert all(text in said for text in row if text and not text.endswith("指标"))
