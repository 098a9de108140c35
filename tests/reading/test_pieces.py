"""Names put together at their seams, ticks, and level names that were scanned badly."""

import pytest

from assistant.forms import get_form
from assistant.reading.marks import choices, clean
from assistant.reading.mending.joins import join
from assistant.reading.terms import Terms, is_frame

OPTIONS = ("常年性项目", "一次性项目", "延续性项目")


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        (["群众", "满意度"], "群众满意度"),
        (["维修道", "道路里程"], "维修道路里程"),
        (["公众及服务", "· 对象满意度"], "公众及服务对象满意度"),
        (["参训人员测", "则评合格率"], "参训人员测评合格率"),
        (["工程监", "理费用"], "工程监理费用"),
        (["购置", "新设备数量"], "购置新设备数量"),
        (["", "按期完成率"], "按期完成率"),
        (["安全教育 覆盖率"], "安全教育覆盖率"),
        ([], ""),
    ],
)
def test_seams(pieces: list[str], name: str) -> None:
    assert join(pieces).text == name


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("☑ 常年性项目 □ 一次性项目 □ 延续性项目", ["常年性项目"]),
        ("▼ 常年性项目□ 一次性项目 □ 延续性项目", ["常年性项目"]),
        ("□常年性项目 √一次性项目 ■延续性项目", ["一次性项目", "延续性项目"]),
        ("□ 常年性项目 □ 一次性项目 □ 延续性项目", []),
        ("☑ 试点项目 □ 一次性项目", ["试点项目"]),
        ("一次性项目", ["一次性项目"]),
        ("其他", ["其他"]),
        ("常年性项目一次性项目 □ 延续性项目", None),
        ("常年性项目 一次性项目 延续性项目", None),
    ],
)
def test_ticks(text: str, chosen: list[str] | None) -> None:
    assert choices(text, OPTIONS) == chosen


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"$\geq 90\%$", "≥ 90%"),
        (r"$\leqslant 3\ \text{次}$", "≤ 3 次"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("成本$5至$6", "成本$5至$6".replace("$5至$", "5至")),
        ("<p>目标</p>", "目标"),
        ("[bookmark: _GoBack]30.主题", "30.主题"),
        ("3<5 且 a>b", "3<5 且 a>b"),
    ],
)
def test_marks(text: str, plain: str) -> None:
    assert clean(text) == plain


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("数量 指标", ["数量指标"]),
        ("效果指标", ["效益指标"]),
        ("实效指标（20分）", ["时效指标"]),
        ("1.质量指标*", ["质量指标"]),
        ("数量指标质量指标时效指标", ["数量指标", "质量指标", "时效指标"]),
        ("成本指标 经济成本指标", ["成本指标", "经济成本指标"]),
        ("可持续性影响", ["可持续影响指标"]),
        ("企业满意度", []),
        ("数量", []),
        ("指标", []),
    ],
)
def test_level_names(text: str, names: list[str]) -> None:
    assert [term.name for term in Terms(get_form("ezhou")).find(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("双 里指怀", "数量指标"), ("战术指标", "成本指标"), ("贡量指标", "质量指标"), ("吋效指标", "时效指标"),
        ("风平1日小", None), ("人员经费", None),
    ],
)  # fmt: skip
def test_badly_scanned_level_names(text: str, name: str | None) -> None:
    assert [term.name for term in Terms(get_form("ezhou")).guess(text)] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "frame"),
    [("绩效 指标", True), ("长期绩效目 标1", True), ("标1", True), ("年度目标1", True), ("目标完成率", False)],
)
def test_frames(text: str, frame: bool) -> None:
    assert is_frame(text) is frame
