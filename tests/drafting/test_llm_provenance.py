"""Where each figure comes from, decided by code."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.brief import Brief
from assistant.drafting.provenance import Amount, Ground, settle, supported_goal, supported_text
from assistant.model import Money, Value, from_json

CANTEEN = Brief.of(
    "县第一中学食堂改造",
    "180万元",
    "改造学校食堂2所，建筑面积1200平方米，购置厨房设备35台（套），其中设备购置费60万元，惠及师生1500人。"
    "培训食堂从业人员4期，每期20人，8月底前完工，编制食品安全应急预案，范围为后厨、就餐区，每月检查卫生",
    "ezhou",
    2026,
    facts=("就餐座位数=900个", "生均面积标准≥=1.5平方米"),
)
GROUND = Ground(CANTEEN)
BRIEF_OF_A_COURSE = Brief(
    name="农技人员培训", budget="48万元", form="central", purpose="举办培训班4期，每期100人，每人每天300元，培训4天。"
)


@pytest.mark.parametrize(
    ("name", "level2", "value", "why", "kind", "detail"),
    [
        ("改造食堂数量", "数量指标", "=2所", "", "input", "改造学校食堂2所"),
        ("改造面积", "数量指标", "≥1200㎡", "", "input", "建筑面积1200平方米"),
        ("改造面积", "数量指标", "≥0.12万平方米", "", "input", "建筑面积1200平方米"),
        ("厨房设备购置数量", "数量指标", "=35(台)", "", "input", "购置厨房设备35台"),
        ("就餐座位数", "数量指标", "=900个", "", "input", "已知数据“就餐座位数=900个”"),
        ("受益师生人数", "社会效益指标", "≥1500人", "", "input", "惠及师生1500人"),
        ("改造总成本", "经济成本指标", "≤180万元", "", "budget", "项目预算 180万元"),
        ("改造总成本", "经济成本指标", "≤1800000元", "", "budget", "项目预算"),
        ("设备购置成本", "经济成本指标", "≤60万元", "", "input", "设备购置费60万元"),
        ("改造工程成本", "经济成本指标", "≤120万元", "", "budget", "180万元-60万元=120万元"),
        ("培训人次", "数量指标", "=80人次", "", "budget", "4期×20人/期=80人次"),
        ("单位面积成本", "经济成本指标", "≤1500元/平方米", "", "budget", "180万元÷1200平方米"),
        (
            "单位面积成本",
            "经济成本指标",
            "≤1000元/平方米",
            "120万元÷1200平方米=1000元/平方米",
            "budget",
            "120万元÷1200",
        ),
        ("工程验收合格率", "质量指标", "=100%", "", "standard", "GB 50300"),
        ("培训考核合格率", "质量指标", "≥95%", "", "standard", "行业惯例"),
        ("食品安全事故次数", "社会效益指标", "=0次", "", "standard", "以零为目标"),
        ("师生满意度", "服务对象满意度指标", "≥90%", "", "standard", "满意度"),
        ("完工时间", "时效指标", "2026年8月底前", "", "input", "8月底前完工"),
        ("资金支付时间", "时效指标", "12月底前完成", "", "standard", "12月31日"),
        ("食品安全应急预案", "数量指标", "=1项", "", "input", "资金用途中的“食品安全应急预案”为1项"),
        ("食品安全应急预案编制数量", "数量指标", "=1份", "", "input", "资金用途中的“食品安全应急预案”为1份"),
        ("厨房设备按合同期限到货率", "时效指标", "=100%", "", "standard", "按合同约定"),
        ("补助对象资格符合率", "质量指标", "=100%", "", "standard", "全部符合"),
        ("食材留样记录准确率", "质量指标", "=100%", "", "standard", "行业惯例"),
        ("厨房设备采购合规率", "质量指标", "=100%", "", "standard", "政府采购法"),
        ("改造区域数量", "数量指标", "=2个", "材料“后厨、就餐区”", "input", "共2个"),
        ("设备投入使用率", "社会效益指标", "=100%", "", "standard", "投入使用"),
        ("卫生检查次数", "数量指标", "=12次", "", "input", "每月"),
        ("经费应付尽付率", "社会效益指标", "=100%", "", "standard", "惯例"),
        ("就餐环境", "社会效益指标", "建成并投入使用", "", "standard", "不含数字"),
    ],
)
def test_supported_figures_stay(name: str, level2: str, value: str, why: str, kind: str, detail: str) -> None:
    settled = settle(name, level2, Value.parse(value), why, GROUND)
    assert (settled.source.kind, str(settled.value)) == (kind, str(Value.parse(value)))
    assert detail in settled.source.detail


@pytest.mark.parametrize(
    ("name", "level2", "value", "why", "left"),
    [
        ("日均就餐人次", "社会效益指标", "≥3000人次", "可研报告", "≥【待核实】人次"),
        ("日均就餐人次", "数量指标", "≥3000(人次)", "", "≥【待核实】(人次)"),
        ("就餐人数增长率", "社会效益指标", "≥10%", "", "≥【待核实】%"),
        ("改造食堂数量", "数量指标", "=3所", "材料“改造学校食堂3所”", "=【待核实】所"),
        ("单位面积成本", "经济成本指标", "≤900元/平方米", "108万元÷1200平方米=900元/平方米", "≤【待核实】元/平方米"),
        ("单位面积成本", "经济成本指标", "≤1600元/平方米", "180万元÷1200平方米=1600元/平方米", "≤【待核实】元/平方米"),
        ("带动就业人数", "社会效益指标", "≥1500人", "", "≥【待核实】人"),
        ("完工时间", "时效指标", "2026年9月底前完成", "", "【待核实】前完成"),
        ("师生满意度", "服务对象满意度指标", "≥60%", "", "≥【待核实】%"),
        ("苗木成活率", "质量指标", "≥85%", "", "≥【待核实】%"),
        ("设备完好率", "质量指标", "≥85%", "", "≥【待核实】%"),
        ("厨房设备按合同期限到货率", "时效指标", "≥80%", "", "≥【待核实】%"),
        ("改造食堂数量", "数量指标", "=1座", "", "=【待核实】座"),
        ("设备购置成本", "经济成本指标", "≤35万元", "", "≤【待核实】万元"),
        ("培训教师人数", "数量指标", "=35人", "", "=【待核实】人"),
        ("应急演练次数", "数量指标", "=2次", "", "=【待核实】次"),
        ("卫生检查次数", "数量指标", "=52次", "", "=【待核实】次"),
        ("改造区域数量", "数量指标", "=3个", "材料“后厨、就餐区”", "=【待核实】个"),
        ("改造区域数量", "数量指标", "=2个", "材料“后厨、仓库”", "=【待核实】个"),
    ],
)
def test_invented_figures_do_not(name: str, level2: str, value: str, why: str, left: str) -> None:
    settled = settle(name, level2, Value.parse(value), why, GROUND)
    assert (str(settled.value), settled.source.kind) == (left, "unconfirmed")
    assert settled.source.detail
    assert "预算明细" not in settled.source.detail or "%" not in value
    assert not any(sign.isdigit() for sign in settled.source.detail)


def test_a_figure_of_a_text_that_only_the_model_names_stays_to_be_looked_up() -> None:
    settled = settle("油烟排放浓度", "质量指标", Value.parse("≤2毫克/立方米"), "《饮食业油烟排放标准》", GROUND)
    assert (str(settled.value), settled.source.kind) == ("≤2毫克/立方米", "unconfirmed")
    assert "《饮食业油烟排放标准》" in settled.source.detail
    assert "待核对条文" in settled.source.detail


@pytest.mark.parametrize(
    ("name", "level2", "value"),
    [
        ("购置消毒柜数量", "数量指标", "=8台"),
        ("厨房改造单价", "经济成本指标", "≤900元/平方米"),
        ("年就餐师生人次", "社会效益指标", "≥30万人次"),
    ],
)
def test_what_a_project_does_and_costs_stands_in_no_law(name: str, level2: str, value: str) -> None:
    settled = settle(name, level2, Value.parse(value), "《学校食品安全管理办法》第八条", GROUND)
    assert settled.value.is_unconfirmed
    assert "《学校食品安全管理办法》" in settled.source.detail


def test_a_clerk_who_is_sent_somewhere_is_given_no_citation() -> None:
    settled = settle(
        "日供餐人次", "数量指标", Value.parse("≥【待核实】人次"), "查学校食堂管理规程和2所食堂台账", GROUND
    )
    assert settled.source.detail == "查学校食堂管理规程和2所食堂台账"


@pytest.mark.parametrize(
    ("name", "value", "why", "says", "hides"),
    [
        ("食材检测合格率", "=100%", "餐饮服务通用卫生规范GB 31654-2021", "卫生规范GB 31654-2021", "《建设"),
        ("食材检测达标率", "=100%", "国办发〔2021〕3号", "国办发〔2021〕3号", "建设工程"),
        ("食材检测合格率", "=100%", "《食品安全国家标准 餐饮服务通用卫生规范》GB 31654", "GB 31654", "建设工程"),
        ("厨房设备完好率", "≥95%", "保障就餐需要；行业惯例", "行业惯例；保障就餐需要", "要；"),
        ("厨房设备完好率", "≥95%", "口径为完好台数÷在用台数", "口径为完好台数÷在用台数", "《"),
        ("餐饮具消毒到位率", "=100%", "行业惯例", "行业惯例", "不低于"),
        ("困难学生免费餐享受率", "=100%", "应享尽享", "应全部落实", "不低于"),
    ],
)
def test_a_norm_is_told_by_what_says_most(name: str, value: str, why: str, says: str, hides: str) -> None:
    settled = settle(name, "质量指标", Value.parse(value), why, GROUND)
    assert (str(settled.value), settled.source.kind) == (value, "standard")
    assert says in settled.source.detail
    assert hides not in settled.source.detail


@pytest.mark.parametrize(
    ("name", "value"),
    [("食堂就餐率", "≥95%"), ("就餐人次增长率", "≥95%"), ("食堂使用率", "≥92%"), ("设备故障率", "=100%")],
)
def test_a_share_of_people_or_of_change_is_no_ordinary_one(name: str, value: str) -> None:
    assert settle(name, "社会效益指标", Value.parse(value), "行业惯例", GROUND).source.kind == "unconfirmed"


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("新增食品安全隐患数", "=0个", "standard"),
        ("油烟排放投诉较上年净增", "≤0件", "standard"),
        ("新增就餐座位数", "=0个", "unconfirmed"),
        ("设备停用天数", "=3天", "unconfirmed"),
    ],
)
def test_nought_of_a_bad_thing_promises_no_figure(name: str, value: str, kind: str) -> None:
    assert settle(name, "社会效益指标", Value.parse(value), "行业惯例", GROUND).source.kind == kind


def test_the_budget_is_shown_with_the_sum_that_makes_it() -> None:
    brief = BRIEF_OF_A_COURSE
    settled = settle("培训总成本", "经济成本指标", Value.parse("≤48万元"), "4期×100人×300元×4天=48万元", Ground(brief))
    assert settled.source.detail == "项目预算 48万元；4期×100人×300元×4天=48万元"


def test_a_year_that_nobody_named_is_taken_out() -> None:
    brief = CANTEEN.model_copy(update={"year": None})
    settled = settle("完成时间", "时效指标", Value.parse("2026年12月底前完成"), "", Ground(brief))
    assert (str(settled.value), settled.source.kind) == ("12月底前完成", "standard")


def test_a_figure_of_a_shown_example_names_it() -> None:
    target = from_json(
        '{"schema":1,"form":"ezhou","project":{"name":"考务"},"goals":[],"indicators":[{"period":"annual","level1":'
        '"成本指标","level2":"经济成本指标","name":"监考劳务费","value":"=500元/人/天"}]}'
    )[0]
    value = Value.parse("=500元/人/天")
    assert settle("监考劳务费", "经济成本指标", value, "", GROUND).source.kind == "unconfirmed"
    with_example = settle("监考劳务费", "经济成本指标", value, "", Ground(CANTEEN, [target]))
    assert (with_example.source.kind, "考务" in with_example.source.detail) == ("example", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年改造2所食堂、1200平方米，验收合格率达到100%", None),
        ("支出控制在180万元以内，师生满意度90%以上，8月底前完工", None),
        ("培训80人次，覆盖7×24小时值守", None),
        ("新增35人，改造2公里", "新增【待核实】人，改造【待核实】公里"),
        ("带动就业30人", "带动就业【待核实】人"),
        ("2027年9月投入使用，就餐率提高15.5%", "【待核实】投入使用，就餐率提高【待核实】%"),
        ("落实财预〔2021〕101号，建成第1批", None),
    ],
)
def test_figures_in_running_text(text: str, expected: str | None) -> None:
    assert supported_text(text, GROUND) == (expected or text)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("改造食堂2所、1200平方米，惠及师生1500人。", None),
        ("对1个明厨亮灶平台和2所食堂进行改造，面积1200平方米。", "对明厨亮灶平台和2所食堂进行改造，面积1200平方米。"),
        ("改造食堂2所，带动就业260人。", "改造食堂2所，带动就业。"),
        ("改造食堂2所、1200平方米，就餐率提高15.5%。", "改造食堂2所、1200平方米，就餐率提高。"),
        ("改造食堂2所、1200平方米，就餐率达到75%以上。", "改造食堂2所、1200平方米。"),
        ("改造食堂2所、1200平方米，举办3场。", "改造食堂2所、1200平方米。"),
        ("2027年9月底前完成食堂2所改造并投入使用。", "完成食堂2所改造并投入使用。"),
        ("分6批培训食堂从业人员。", "培训食堂从业人员。"),
        ("按每人每月70元标准发放补贴。", "按每人每月【待核实】元标准发放补贴。"),
        ("培训99人。", "培训【待核实】人。"),
        ("改造食堂2所，惠及师生【待核实】人。", "改造食堂2所，惠及师生。"),
        ("改造食堂2所、1200平方米，就餐率达到【待核实】%。", "改造食堂2所、1200平方米。"),
    ],
)
def test_a_goal_leaves_out_what_it_can_spare(said: str, left: str | None) -> None:
    assert supported_goal(said, GROUND) == (left or said)


def test_a_goal_may_rest_on_a_row() -> None:
    said = "改造食堂2所，培训食堂从业人员12个月。"
    assert supported_goal(said, GROUND) == "改造食堂2所，培训食堂从业人员。"
    rows = [Amount.printed("12", "个月")]
    assert supported_goal(said, GROUND, rows) == said


@given(
    st.lists(
        st.sampled_from(["改造", "食堂", "达到", "3", "77%", "以上", "9月", "，", "、", "元", "每人", "个平台"]),
        max_size=14,
    )
)
def test_a_goal_keeps_no_unsupported_figure(parts: list[str]) -> None:
    said = "".join(parts)
    left = supported_goal(said, GROUND)
    assert supported_text(left, GROUND) == left
    assert not {sign for sign in left} - {sign for sign in said} - set("【待核实】。")


figures = st.decimals(1, 99999, places=1, allow_nan=False).filter(lambda number: number not in GROUND.given.digits)


@given(figures, st.sampled_from(["人", "台", "公里", "万元", "元/人", "%", "次"]), st.sampled_from(["≥", "=", "≤"]))
def test_no_figure_without_a_source(number: Decimal, unit: str, operator: str) -> None:
    settled = settle("新增数", "社会效益指标", Value.parse(f"{operator}{number}{unit}"), "经测算", GROUND)
    if settled.source.kind == "unconfirmed":
        assert settled.value.is_unconfirmed
    else:
        assert settled.source.kind == "budget"
        assert "=" in settled.source.detail or "预算" in settled.source.detail


@given(st.integers(1, 10**12), st.integers(1, 5000))
def test_what_is_left_of_the_budget_is_exact(fen: int, count: int) -> None:
    brief = Brief(name="培训", budget=Money(fen=fen * 100, unit="元"), purpose=f"培训学员{count}人，其中教材费1元")
    value = Value.parse(f"≤{Money.yuan(fen - 1)}")
    settled = settle("其余成本", "经济成本指标", value, "", Ground(brief))
    assert fen == 1 or settled.source.kind in ("budget", "input")
    assert settled.value == value or fen == 1


CHECKUP = Ground(
    Brief.of("中小学生免费体检", "25.2万元", "为8400名学生免费体检一次，建立健康档案，月度测评服务质量", "hangu")
)


@pytest.mark.parametrize(
    ("name", "value", "detail"),
    [
        ("学生健康档案建立数量", "≥8400份", "每人一份"),
        ("受检学生个人承担体检费用", "=0元", "免费"),
        ("服务质量测评次数", "≥12次", "月度"),
    ],
)
def test_a_figure_that_the_brief_implies_is_input(name: str, value: str, detail: str) -> None:
    settled = settle(name, "数量指标", Value.parse(value), "", CHECKUP)
    assert settled.source.kind == "input"
    assert detail in settled.source.detail


@pytest.mark.parametrize(
    ("name", "value"), [("学生健康档案建立数量", "≥9000份"), ("学生自费体检人数", "=0人"), ("家长会次数", "≥11次")]
)
def test_a_figure_that_the_brief_does_not_imply_stays_open(name: str, value: str) -> None:
    assert settle(name, "数量指标", Value.parse(value), "", CHECKUP).value.is_unconfirmed


@pytest.mark.parametrize(
    ("why", "known"),
    [
        ("《生活饮用水卫生标准》GB 5749-2022", True),
        ("建设工程质量管理条例第十六条", True),
        ("《中华人民共和国法律援助法》第四十三条", True),
        ("农村饮水安全评价准则T/CHES 18-2018", True),
        ("《生活饮用水卫生标准》GB 50268", False),
        ("《校园营养餐配送服务规范》GB/T 99999", False),
        ("国办发〔2021〕3号", False),
    ],
)
def test_a_text_is_doubted_unless_title_and_number_belong_together(why: str, known: bool) -> None:
    settled = settle("饭菜送达温度", "质量指标", Value.parse("≥60摄氏度"), why, GROUND)
    assert settled.source.kind == "unconfirmed"
    assert ("待核对有无此文" in settled.source.detail) is not known


def test_open_quantities_come_with_the_sum_they_must_make() -> None:
    why = "校验：人数×300元×4天=48万元"
    settled = settle("培训总成本", "经济成本指标", Value.parse("≤48万元"), why, Ground(BRIEF_OF_A_COURSE))
    assert settled.source.detail == f"项目预算 48万元；{why}"
    lied = settle(
        "培训总成本", "经济成本指标", Value.parse("≤48万元"), "校验：人数×350元=48万元", Ground(BRIEF_OF_A_COURSE)
    )
    assert lied.source.detail == "项目预算 48万元"


FIELDS = Brief(
    name="高标准农田建设", budget="854万元", form="central",
    purpose="2025.07-2026.01建设高标准农田400、示范建设295、畅通工程159，改造村部与卫生室。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "level2", "value", "why", "detail"),
    [
        ("示范建设成本", "经济成本指标", "≤295万元", "", "示范建设295"),
        ("建设服务月数", "数量指标", "=7个月", "", "共7个月"),
        ("工程完工时间", "时效指标", "2026年1月底前", "", "资金用途"),
        ("改造公共用房处数", "数量指标", "=2处", "材料列明村部与卫生室", "共2处"),
    ],
)
def test_what_a_clerk_writes_short_is_given(name: str, level2: str, value: str, why: str, detail: str) -> None:
    settled = settle(name, level2, Value.parse(value), why, Ground(FIELDS))
    assert settled.source.kind == "input"
    assert detail in settled.source.detail


@pytest.mark.parametrize(("value", "why"), [("=6个月", ""), ("=3处", "材料列明村部与卫生室")])
def test_what_is_written_short_says_no_other_figure(value: str, why: str) -> None:
    assert settle("服务", "数量指标", Value.parse(value), why, Ground(FIELDS)).value.is_unconfirmed


def test_all_the_year_is_twelve_months_and_no_twelve_times() -> None:
    ground = Ground(
        Brief(name="站点运维", budget="86万元", form="central", purpose="保障监测站点全年稳定运行，开展站点巡检。")
    )
    assert not settle("站点运维月数", "数量指标", Value.parse("=12个月"), "全年", ground).value.is_unconfirmed
    assert settle("站点巡检次数", "数量指标", Value.parse("=12次"), "全年", ground).value.is_unconfirmed
