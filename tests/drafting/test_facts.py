"""What a brief says: figures with their unit and noun, activities, arithmetic, contradictions."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.brief import Brief
from assistant.drafting.facts import Facts
from assistant.drafting.offline.naming import quantity_name
from assistant.model import Money, Value


def facts(purpose: str, name: str = "某项目经费", budget: str = "100万元", given_: tuple[str, ...] = ()) -> Facts:
    return Facts.of(Brief.of(name, budget, purpose, facts=given_))


def named(purpose: str, name: str = "某项目经费") -> list[tuple[str, str]]:
    """Name and figure of every counted activity."""
    found = facts(purpose, name).activities
    return [(quantity_name(a.phrase, a.figure.unit), a.figure.printed) for a in found if a.figure]


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("购置心电监护仪20台、呼吸机5台", [("心电监护仪购置数量", "20台"), ("呼吸机购置数量", "5台")]),
        ("购置20台心电监护仪和5台呼吸机", [("心电监护仪购置数量", "20台"), ("呼吸机购置数量", "5台")]),
        ("购置电脑、打印机等办公设备50台", [("办公设备购置数量", "50台")]),
        ("购置检测设备12台", [("检测设备购置数量", "12台")]),
        ("改造食堂1,200平方米", [("食堂改造面积", "1200平方米")]),
        ("对学校食堂进行改造1200平方米", [("学校食堂改造面积", "1200平方米")]),
        ("新建农村公路12.5公里、铺设排水管网5公里", [("新建农村公路里程", "12.5公里"), ("排水管网铺设长度", "5公里")]),
        ("新建教学楼1栋，建筑面积3200平方米", [("新建教学楼数量", "1栋"), ("教学楼建筑面积", "3200平方米")]),
        ("培训村干部300人", [("村干部培训人数", "300人")]),
        ("对300名村干部开展乡村振兴培训", [("乡村振兴培训村干部人数", "300人")]),
        ("为735名学生发放营养补助", [("享受营养补助学生人数", "735人")]),
        ("为2300名80岁以上老年人发放高龄津贴", [("享受高龄津贴老年人数", "2300人")]),
        ("对240家企业开展薪酬调查", [("薪酬调查企业数量", "240家")]),
        ("对12个社区开展消防检查", [("消防检查社区数量", "12个社区")]),
        ("举办科普宣传活动12场次", [("科普宣传活动场次", "12场")]),
        ("全年巡检48次", [("巡检次数", "48次")]),
        ("抽检食品1200批次", [("食品抽检批次", "1200批次")]),
        ("购置垃圾转运车三辆", [("垃圾转运车购置数量", "3辆")]),
        ("培训３００人", [("培训人数", "300人")]),
        ("主要用于全区2700多名党员专题培训", [("党员专题培训人数", "2700人")]),
        ("组织培训6期，每期50人", [("培训期数", "6期"), ("培训人数", "300人")]),
        ("新建两条果园路各2公里", [("新建果园路数量", "2条"), ("新建果园路里程", "4公里")]),
        (
            "在7个林场和11个乡镇实施造林8万亩",
            [("覆盖林场数量", "7个"), ("覆盖乡镇数量", "11个乡镇"), ("造林面积", "8万亩")],
        ),
        ("整理扫描干部档案3200卷", [("干部档案整理数量", "3200卷")]),
    ],
)
def test_each_figure_is_named_by_what_it_counts(purpose: str, expected: list[tuple[str, str]]) -> None:
    assert named(purpose) == expected


@pytest.mark.parametrize(
    "purpose",
    [
        "根据鄂办发〔2022〕20号文件和第3次会议要求开展检查工作",
        "落实2023-2026年规划要求，按GB 50300施工",
        "面向80岁以上老年人开展服务",
        "实行24小时值班制度并加强巡查",
        "年取水量5万立方米以上取水户纳入管理",
        "进一步加强三个方面的工作，一体化推进",
    ],
)
def test_numbers_that_count_nothing_are_left_alone(purpose: str) -> None:
    assert [figure.printed for figure in facts(purpose).figures] == []


@pytest.mark.parametrize(
    ("purpose", "budget", "formula"),
    [
        ("对300名村干部开展培训，每人1000元", "30万元", "300人×1000元/人=30万元"),
        ("新建农村公厕10座，每座15万元", "150万元", "10座×15万元/座=150万元"),
        ("调查企业240家，625元/家", "15万元", "240家×625元/家=15万元"),
        ("为200人发放岗位补贴，每人每月1900元", "456万元", "200人×1900元/人/月×12个月=456万元"),
        ("建设高标准农田2万亩，亩均投资2400元", "4800万元", "2万亩×2400元/亩=4800万元"),
    ],
)
def test_price_times_quantity(purpose: str, budget: str, formula: str) -> None:
    found = facts(purpose, budget=budget)
    assert [product.formula for product in found.products] == [formula]
    assert found.conflicts == ()


def test_one_price_for_unlike_goods_is_no_arithmetic() -> None:
    assert facts("购置监护仪20台、呼吸机5台，每台2万元").products == ()


@pytest.mark.parametrize(
    ("purpose", "parts"),
    [
        ("其中设备购置费60万元、培训费12万元", {"设备购置费": "60万元", "培训费": "12万元"}),
        ("（护岸80万、排洪闸20万）修复水毁设施2处", {"护岸成本": "80万元", "排洪闸成本": "20万元"}),
        ("新造林3万、改造5万", {}),
        ("带动社会投资2000万元，项目总投资300万元，共需资金100万元", {}),
    ],
)
def test_parts_of_the_budget(purpose: str, parts: dict[str, str]) -> None:
    assert {part.name: str(part.money) for part in facts(purpose).parts} == parts


@pytest.mark.parametrize(
    ("purpose", "budget", "words"),
    [
        ("培训失业人员488人，每人800元", "20万元", "39.04万元"),
        ("其中设备购置费60万元、培训费52万元", "100万元", "112万元"),
        ("培训失业人员488人，年底前培训失业人员210人", "100万元", "488人 和 210人"),
    ],
)
def test_contradictions_are_told(purpose: str, budget: str, words: str) -> None:
    assert any(words in conflict for conflict in facts(purpose, budget=budget).conflicts)


def test_parts_that_exceed_the_budget_are_not_used() -> None:
    assert facts("其中设备购置费60万元、培训费52万元").parts == ()


@pytest.mark.parametrize(
    ("purpose", "group"),
    [("改善师生就餐条件", "师生"), ("服务困难学生和群众", "受助学生"), ("维护设备正常运行", None)],
)
def test_group_served(purpose: str, group: str | None) -> None:
    assert facts(purpose).group == group


@pytest.mark.parametrize(
    ("purpose", "when"),
    [
        ("购置设备，2026年10月底前完成安装验收", "2026年10月底前"),
        ("12月底前全部建成投入使用", "12月底前"),
        ("2026年新建道路", None),
    ],
)
def test_deadline(purpose: str, when: str | None) -> None:
    found = facts(purpose).deadline
    assert (found[0] if found else None) == when


def test_effects_are_the_users_words() -> None:
    assert facts("维修幕墙400平方米，消除外沿脱落隐患，切实改善办公条件").effects == (
        "消除外沿脱落隐患",
        "改善办公条件",
    )


def test_activities_without_figures() -> None:
    found = facts("开展食品安全宣传、监管人员培训，支付审计费用").activities
    assert [activity.phrase.label for activity in found] == ["食品安全宣传", "监管人员培训"]


def test_source_quotes_the_words() -> None:
    found = facts("购置监护仪20台", given_=("参训人数=300人",))
    source = found.source_of(Value.parse("≥20台"))
    assert source is not None
    assert "购置监护仪20台" in source.detail
    assert found.source_of(Value.parse("≥300人")) is not None
    assert found.source_of(Value.parse("≥21台")) is None
    assert found.source_of(Value.parse("有效保障")) is None


numbers = st.integers(1, 10**7)
THINGS = [
    ("购置心电监护仪", "台"),
    ("新建农村公路", "公里"),
    ("改造食堂", "平方米"),
    ("培训村干部", "人"),
    ("抽检食品", "批次"),
]


@settings(max_examples=150, deadline=None)
@given(numbers, st.sampled_from(THINGS), st.sampled_from(["", "不少于", "约", "共计", "达到"]), st.booleans())
def test_any_number_comes_back_exact(number: int, thing: tuple[str, str], word: str, commas: bool) -> None:
    words, unit = thing
    text = f"{number:,}" if commas else str(number)
    found = facts(f"{words}{word}{text}{unit}，保障工作需要").figures
    assert [(figure.number, figure.unit) for figure in found] == [(Decimal(number), unit)]


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_products_are_exact(count: int, price: int) -> None:
    found = facts(f"培训村干部{count}人，每人{price}元", budget="1亿元").products
    assert [product.total for product in found] == [Money.yuan(count * price)]


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="购置培训新建改造每人元万台公里个、，。（）0123456789.%年月80岁以上和的等为发放补助",
        min_size=6,
        max_size=80,
    )
)
def test_any_text_is_read_without_error(text: str) -> None:
    brief = Brief.model_construct(
        name="某项目", budget=Money.parse("10万元"), purpose=text, form="ezhou", facts=(), unit=None
    )
    found = Facts.of(brief)
    assert found.conflicts is not None
    for figure in found.figures:
        assert figure.number >= 0
        assert format(figure.number, "f").rstrip("0").rstrip(".").split(".")[0][:1] in text or figure.sum or figure.unit
