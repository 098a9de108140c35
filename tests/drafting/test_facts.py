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
        (
            "为全区18所中小学8400名学生每年免费体检一次",
            [("覆盖中小学数量", "18所"), ("学生体检人数", "8400人"), ("学生体检次数", "1次")],
        ),
        ("对86个路口的交通信号灯进行升级更换", [("交通信号灯升级更换路口数量", "86个")]),
        ("组织对抽查任务涉及的420家市场主体开展现场检查", [("现场检查市场主体数量", "420家")]),
        ("为4个人民法庭采购办公桌椅120套", [("覆盖人民法庭数量", "4个"), ("办公桌椅购置数量", "120套")]),
        ("为40所学校派驻保安员120名", [("覆盖学校数量", "40所"), ("保安员派驻人数", "120人")]),
        ("在辖区12个社区建设微型消防站", [("微型消防站建设社区数量", "12个社区")]),
        ("为126个业务系统提供云主机", [("服务业务系统数量", "126个")]),
        ("完成等保三级测评2个系统", [("等保三级测评系统数量", "2个")]),
        ("举办足球锦标赛，运动员640人，比赛64场", [("运动员人数", "640人"), ("比赛场次", "64场")]),
        ("支持38家养殖场建设粪污处理设施", [("覆盖养殖场数量", "38家")]),
        ("建设新能源汽车、工业机器人两个实训室", [("实训室建设数量", "2个")]),
        ("对320家企业每季度开展一次安全检查", [("安全检查企业数量", "320家")]),
        ("对40人开展助学救助", [("助学救助人数", "40人")]),
        ("委托鉴定30次", [("委托鉴定次数", "30次")]),
        ("营造林8万亩（新造3万、抚育5万）", [("营造林面积", "8万亩"), ("新造面积", "3万亩"), ("抚育面积", "5万亩")]),
    ],
)
def test_each_figure_is_named_by_what_it_counts(purpose: str, expected: list[tuple[str, str]]) -> None:
    assert named(purpose) == expected


@pytest.mark.parametrize(
    ("purpose", "rates"),
    [
        ("年度完成主体工程70%", [("主体工程完成进度", "70%")]),
        ("抽查结果100%公示", [("抽查结果公示率", "100%")]),
        ("管网漏损率由12%降至9%以内", [("管网漏损率", "9%")]),
        ("成灾率控制在3‰以下", [("成灾率", "3‰")]),
        ("按时办结率98%以上", [("按时办结率", "98%")]),
        ("平台故障2小时内响应", [("平台故障响应时间", "2小时")]),
        ("硬化道路8公里，路面宽4.5米", [("路面宽度", "4.5米")]),
    ],
)
def test_rates_times_and_sizes_have_a_name_of_their_own(purpose: str, rates: list[tuple[str, str]]) -> None:
    found = [figure for figure in facts(purpose).figures if figure.kind in ("rate", "time")]
    assert [(figure.noun, figure.printed) for figure in found] == rates


@pytest.mark.parametrize(
    ("purpose", "budget", "formulas"),
    [
        ("举办4期培训班，每期100人，每期4天，每人每天300元", "48万元", ["400人×300元/人/天×4天=48万元"]),
        ("惠及学生2.65万人，每生每学期60元", "318万元", ["2.65万人×60元/人/学期×2个学期=318万元"]),
        ("改造86个路口，单个路口改造费用3万元", "258万元", ["86个×3万元/个=258万元"]),
        ("对146辆出租汽车发放油价补贴，每车6000元", "87.6万元", ["146辆×6000元/辆=87.6万元"]),
        (
            "为80-89岁老人2500人每人每月发放100元，90岁以上老人400人每人每月200元",
            "396万元",
            ["2500人×100元/人/月×12个月=300万元", "400人×200元/人/月×12个月=96万元"],
        ),
        (
            "新建村卫生室12个、改造28个，每个新建补助10万元，每个改造补助4万元",
            "232万元",
            ["12个×10万元/个=120万元", "28个×4万元/个=112万元"],
        ),
    ],
)
def test_sums_of_several_factors(purpose: str, budget: str, formulas: list[str]) -> None:
    found = facts(purpose, budget=budget)
    assert [product.formula for product in found.products] == formulas
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("purpose", "printed"),
    [
        ("原计划培训500人，现调整为培训退捕渔民320人", ["320人"]),
        ("2026年已完成3000户，2027年计划新建粪污处理设施1800户", ["1800户"]),
        ("去年购置电脑20台，今年购置电脑35台", ["35台"]),
        ("上一轮合同作业面积480万平方米，本轮清扫保洁道路520万平方米", ["520万平方米"]),
        ("举办培训4期，公开课10场取消", ["4期"]),
        ("在上年基础上新增路灯120盏", ["120盏"]),
    ],
)
def test_what_was_or_is_withdrawn_is_no_target(purpose: str, printed: list[str]) -> None:
    assert [figure.printed for figure in facts(purpose).figures] == printed


@pytest.mark.parametrize(
    ("purpose", "budget", "told"),
    [
        ("举办培训班4期，每期60人，全年共培训200人", "20万元", "4期×60人/期=240人，与 200人 不一致"),
        ("对300户给予补助，每户5000元，合计180万元", "150万元", "合计 180万元，超过项目预算 150万元"),
        ("对300户给予补助，每户5000元，合计140万元", "150万元", "300户×5000元/户=150万元，与写明的合计 140万元 不一致"),
    ],
)
def test_sums_that_do_not_add_up_are_told(purpose: str, budget: str, told: str) -> None:
    assert any(told in conflict for conflict in facts(purpose, budget=budget).conflicts)


def test_people_of_two_ages_are_two_groups() -> None:
    found = facts("为80-89岁老人2500人每人每月发放100元，90岁以上老人400人每人每月200元", budget="396万元")
    assert [f.phrase.object for f in found.figures if f.kind == "quantity"] == ["80-89岁老人", "90岁以上老人"]


def test_bare_numbers_that_make_up_the_budget_are_its_parts() -> None:
    found = facts("完成主体工程70%（高标准农田400、示范建设295、畅通工程159）", budget="854万元")
    assert [(part.name, str(part.money)) for part in found.parts] == [
        ("高标准农田成本", "400万元"), ("示范建设成本", "295万元"), ("畅通工程成本", "159万元"),
    ]  # fmt: skip
    assert all("万元" not in part.figure.quote for part in found.parts)  # the user's own words
    assert facts("高标准农田400、示范建设295", budget="854万元").parts == ()


def test_a_sum_in_brackets_is_that_of_the_thing_before() -> None:
    found = facts("采购图书8000册（40万元）、数据库3个(15万元)", budget="55万元")
    assert [(part.name, str(part.money)) for part in found.parts] == [
        ("图书购置成本", "40万元"),
        ("数据库购置成本", "15万元"),
    ]
    assert [part.figure.quote for part in found.parts][0] == "采购图书8000册（40万元）"


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
