"""Rows of trades and kinds: each passes the checker where it stands, and comes up for the projects that it is meant for."""

import re
from functools import cache

import pytest

from assistant.checking import check
from assistant.drafting.brief import Brief
from assistant.drafting.norms import norms
from assistant.drafting.offline import draft_target, kind_of
from assistant.drafting.offline.data import LEVELS, Trade, kinds, trades
from assistant.forms import get_form
from assistant.model import Indicator, PerformanceTarget, Source, Value


@cache
def base() -> PerformanceTarget:
    return draft_target(Brief.of("综合业务", "80万元", "购置一批专用设备20台", "central", 2027))


def row_of(trade: Trade) -> Indicator:
    row = trade.row
    value = Value.to_confirm("≥", trade.unit) if trade.is_open else Value.parse(row.value)
    level1, level2 = LEVELS[row.at]
    basis = norms()[row.norm].basis if not trade.is_open else "计划标准"
    return Indicator(
        period="annual", level1=level1, level2=level2, name=row.name.format(goods="设备"), value=value, basis=basis,
        description=row.about, method=row.how, data_source=row.origin, source=Source(kind="standard", detail="标准"),
        scoring="达到目标值得满分", weight=None,
    )  # fmt: skip


@pytest.mark.parametrize("trade", trades(), ids=lambda trade: trade.row.name)
def test_a_row_of_a_trade_is_one_that_no_reviewer_sends_back(trade: Trade) -> None:
    target = base().model_copy(update={"indicators": [*base().indicators, row_of(trade)]})
    position = len(target.indicators) - 1
    told = [
        finding for finding in check(target).findings if finding.position == position and finding.rule != "X106"
    ]  # the base is of another trade
    assert [(finding.rule, finding.message) for finding in told if finding.severity != "hint"] == []


@pytest.mark.parametrize("trade", trades(), ids=lambda trade: trade.row.name)
def test_what_is_open_says_where_to_look_and_what_is_not_says_why(trade: Trade) -> None:
    assert set(trade.kinds) <= set(kinds())
    assert trade.row.how in ("直接证明法", "情况统计法", "情况说明法", "问卷调查法", "趋势判断法")
    if trade.is_open:
        assert trade.unit
        assert trade.where
        return
    assert trade.row.norm in norms()
    assert "上年" in trade.row.name + trade.row.note or trade.row.norm != "history" or "建设前" in trade.row.name
    if norms()[trade.row.norm].say == "行业惯例":
        assert trade.row.note


def rows(
    name: str, purpose: str, budget: str = "100万元", year: int | None = 2027, form: str = "central"
) -> dict[str, str]:
    target = draft_target(Brief.of(name, budget, purpose, form, year))
    return {row.name: row.value.text for row in target.of_period("annual")}


@pytest.mark.parametrize(
    ("name", "purpose", "expected"),
    [
        ("义务教育营养改善计划", "让每一名学生享受营养改善政策", ("营养膳食补助国家基础标准", "=5元/人/天")),
        ("博物馆免费开放补助资金", "提高免费开放服务水平", ("全年开放时间", "≥10个月")),
        ("食堂供暖改造", "对办公楼食堂进行供暖改造", ("供暖期主要房间室内温度", "≥18℃")),
        ("雾炮车降尘服务", "采购雾炮车降尘服务，改善空气质量", ("城区空气PM10浓度较上年增长率", "≤0%")),
        ("水库除险加固", "对2座小型水库实施除险加固", ("设计标准内洪水工程失事次数", "=0次")),
        ("残疾儿童康复救助", "为100名残疾儿童提供康复训练补贴", ("符合条件的残疾儿童康复救助覆盖率", "=100%")),
        ("办公楼维修", "维修办公楼外墙800平方米，消除外墙脱落隐患", ("外墙脱落隐患消除率", "=100%")),
        ("校园安保", "派驻保安员20名，保障校园安全", ("校园安全责任事故次数", "=0次")),
    ],
)
def test_a_project_is_held_to_its_own_trade(name: str, purpose: str, expected: tuple[str, str]) -> None:
    assert expected in rows(name, purpose).items()


@pytest.mark.parametrize(
    ("year", "value"), [(2021, "=850元/人/年"), (2027, "=940元/人/年"), (None, "=940元/人/年"), (2018, None)]
)
def test_a_standard_that_was_changed_holds_in_its_years(year: int | None, value: str | None) -> None:
    assert rows("初中公用经费", "保障学校正常运转", year=year).get("初中生均公用经费国家基准定额") == value


def test_a_trade_that_is_only_beside_the_point_gives_no_benefit() -> None:
    drafted = rows("农村公益性公墓建设", "新建公益性公墓5处，配套建设道路、绿化和围墙")
    assert not any("道路" in name and "事故" in name for name in drafted)


@pytest.mark.parametrize(
    ("name", "purpose", "kind", "word"),
    [
        ("村干部培训", "对300名村干部开展专题培训", "training", "培训"),
        ("人才驿站补助", "设立人才驿站并开展人才服务活动", "event", "活动"),
        ("双随机抽查工作经费", "对420家企业开展现场检查，对60家企业开展监督抽查", "inspect", "检查"),
        ("雾炮车抑尘降尘服务", "采购10台雾炮车用于环卫作业", "upkeep", "降尘"),
        ("联网路改造工程", "结算勘察设计费和工程尾款", "settlement", "结算"),
        ("乡镇污水处理厂提标改造", "对6座污水处理厂进行提标改造", "renovate", "改造"),
        ("智慧养老平台", "开发智慧养老服务平台1套，提供24小时呼叫服务", "digital", "智慧"),
        ("政府投资项目评审费", "委托中介机构对政府投资项目进行评审", "study", "评审"),
        ("高龄津贴", "为2300名老年人发放高龄津贴", "subsidy", "津贴"),
        ("机关运转经费", "保障机关正常运转", "running", "运转"),
    ],
)
def test_the_kind_of_a_project_with_the_words_that_say_so(name: str, purpose: str, kind: str, word: str) -> None:
    main = kind_of(Brief.of(name, "50万元", purpose))[0]
    assert main.id == kind
    assert main.say == kinds()[kind].say
    assert any(word in said for said in main.words)
    assert all(said in f"{name}。{purpose}" for said in main.words)


def test_the_long_term_table_holds_no_year_and_what_lasts() -> None:
    brief = Brief.of(
        "高龄津贴", "276万元", "为2300名老年人发放高龄津贴，每人每月100元，12月底前发放到位", "ezhou", 2027
    )
    target = draft_target(brief)
    lasting, annual = target.of_period("long_term"), target.of_period("annual")
    assert {row.name for row in lasting} != {row.name for row in annual}
    assert not any(row.value.kind == "deadline" or re.search(r"20\d\d", row.name + row.value.text) for row in lasting)
    assert any(row.level2 == "可持续影响指标" for row in lasting)
    form = get_form("ezhou")
    needed = {(one.name, two.name) for one in form.levels for two in one.level2 if two.need == "required"}
    assert needed <= {(row.level1, row.level2) for row in lasting}


@pytest.mark.parametrize(
    ("purpose", "budget", "row"),
    [
        ("新建农村公路12.5公里", "620万元", ("新建农村公路单位成本", "≤49.6万元/公里")),
        ("培训养老护理员200人", "24万元", ("人均养老护理员培训成本", "≤1200元/人")),
        ("清扫保洁城区道路186万平方米", "1200万元", ("城区道路清扫保洁单位成本", "≤6.45元/平方米")),
    ],
)
def test_the_money_for_one_thing_is_shared_out(purpose: str, budget: str, row: tuple[str, str]) -> None:
    assert row in rows("某项目", purpose, budget).items()


def test_the_money_for_several_things_is_not() -> None:
    drafted = rows("急诊设备购置", "购置心电监护仪20台、呼吸机6台", "240万元")
    assert not any(name.endswith("单位成本") for name in drafted)


def test_at_most_three_figures_stay_open_and_unanswered_activities_do() -> None:
    purpose = "开展团干部培训、青年志愿服务活动、青年联谊活动、主题宣讲和走访慰问"
    drafted = rows("青年工作经费", purpose, "9万元")
    assert sum("待核实" in value for value in drafted.values()) == 3
    known = Brief.of("青年工作经费", "9万元", purpose, "central", facts=("团干部培训人数=120人",))
    left = [row.name for row in draft_target(known).of_period("annual") if row.value.is_unconfirmed]
    assert left
    assert "团干部培训人数" not in left
