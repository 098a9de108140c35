"""The lexicon: what a name measures, which way is good, in which units; and its files are sound."""

import pytest

from assistant.checking.lexicon import classify, lexicon, unit_family
from assistant.checking.lexicon.loading import load_yaml
from assistant.model.framework import PARENT

MEANINGS = [
    ("培训人数", "count", "up", "person"),
    ("业务办件数量", "count", "up", "case"),
    ("举办活动场次", "count", "up", "occasion"),
    ("维修面积", "count", "up", "area"),
    ("考场数", "count", None, "thing"),
    ("报名系统开放时长数", "count", "up", "time"),
    ("设备验收合格率", "rate", "up", "percent"),
    ("窗口业务服务覆盖面", "rate", "up", "percent"),
    ("项目计划按期完成率", "rate", "up", "percent"),
    ("考务工作差错率", "rate", "down", "percent"),
    ("补助款结算误差率", "rate", "down", "percent"),
    ("食品安全投诉举报处置率", "rate", "up", "percent"),
    ("报修故障处理率", "rate", "up", "percent"),
    ("成本控制率", "rate", "fixed", "percent"),
    ("有责投诉数量", "event", "down", "occasion"),
    ("重大安全事故数", "event", "down", "occasion"),
    ("工伤死亡人数", "event", "down", "person"),
    ("死亡抚恤人数", "count", "up", "person"),
    ("劳动争议案件处理件数", "count", "up", "case"),
    ("公众及服务对象满意度", "satisfaction", "up", "percent"),
    ("项目总成本", "amount", "down", "money"),
    ("维护成本", "amount", "down", "money"),
    ("带动旅游收入", "amount", "up", "money"),
    ("专家鉴定费人均成本", "unit_cost", "down", "money"),
    ("人均创业培训补贴标准", "unit_cost", "down", "money"),
    ("药品监管人员人均培训学时", "count", "up", "time"),
    ("报修响应时间", "time", "down", "time"),
    ("宣传活动完成时间", "time", "fixed", "time"),
]


@pytest.mark.parametrize(("name", "kind", "direction", "unit"), MEANINGS)
def test_names_have_their_meaning(name: str, kind: str, direction: str | None, unit: str) -> None:
    meaning = classify(name)
    assert (meaning.kind, meaning.direction) == (kind, direction)
    assert unit in meaning.units


@pytest.mark.parametrize("name", ["社会稳定", "提升工作效率", "降低百姓办事成本", "系统运行稳定性", "长效管理机制", ""])
def test_statements_measure_nothing_by_themselves(name: str) -> None:
    assert classify(name).kind == "statement"


@pytest.mark.parametrize(
    ("name", "unit", "kind"),
    [
        ("评审专家", "人", "count"),
        ("计算机", "台", "count"),
        ("劳动仲裁", "万元", "amount"),
        ("薪酬调查成本", "元/家", "unit_cost"),
        ("社会稳定", "%", "statement"),
        ("培训合格率", "次", "rate"),
        ("培训合格率", "元", "rate"),
    ],
)
def test_the_unit_decides_what_the_name_leaves_open(name: str, unit: str, kind: str) -> None:
    assert classify(name, unit).kind == kind


def test_a_bracket_behind_the_name_is_no_part_of_it() -> None:
    assert classify("实施营造林总面积(亩)") == classify("实施营造林总面积")


@pytest.mark.parametrize(
    ("unit", "family"),
    [("万人次", "person"), ("元/人/天", "money"), ("小时/天", "time"), ("百分比", "percent"), ("万平方米", "area")],
)
def test_units_have_families(unit: str, family: str) -> None:
    assert family in unit_family(unit)


def test_unknown_units_have_none() -> None:
    assert unit_family("人*天") == unit_family(None) == unit_family("") == frozenset()


def test_the_file_is_consistent() -> None:
    data = load_yaml("lexicon.yaml")
    for entry in data["kinds"]:
        assert set(entry) <= {"kind", "aspect", "starts", "contains", "ends", "without", "direction", "units", "level2"}
        assert set(entry) & {"starts", "contains", "ends"}
        assert set(entry.get("units", [])) <= set(data["units"])
        assert entry.get("level2", "数量指标") in PARENT
        assert entry.get("direction", "up") in ("up", "down", "fixed")
    assert len(lexicon().entries) == len(data["kinds"])


def test_terms_put_nothing_right_that_is_right() -> None:
    terms = load_yaml("terms.yaml")
    assert len({term["wrong"] for term in terms}) == len(terms) >= 30
    for term in terms:
        assert term["wrong"] != term["right"]
        assert term["wrong"] not in term["right"]
