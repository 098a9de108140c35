"""Invented projects of other fields than the samples', for printing in the samples' layouts and reading back."""

from itertools import groupby
from random import Random

from assistant.model import Goal, Indicator, Money, PerformanceTarget, Period, Project, Value

LEVELS = {
    "经": ("成本指标", "经济成本指标"),
    "数": ("产出指标", "数量指标"),
    "质": ("产出指标", "质量指标"),
    "时": ("产出指标", "时效指标"),
    "成": ("产出指标", "成本指标"),
    "益": ("效益指标", "经济效益指标"),
    "社": ("效益指标", "社会效益指标"),
    "生": ("效益指标", "生态效益指标"),
    "持": ("效益指标", "可持续影响指标"),
    "满": ("满意度指标", "服务对象满意度指标"),
}

_SCHOOL = """
经|校舍维修单位成本|≤1200元/平方米|预算支出标准
经|工程监理费用|=8.5万元|计划标准
数|维修校舍面积|≥5600平方米|计划标准
数|更换课桌椅数量|=1200套|计划标准
数|新建塑胶操场个数|=2个|计划标准
质|工程验收合格率|=100%|行业标准
质|材料抽检合格率|≥98%|行业标准
时|开学前完工及时率|=100%|计划标准
社|改善学生就学环境|明显改善|其他标准
社|消除校舍安全隐患|有效消除|其他标准
持|校舍管护长效机制|建立健全|其他标准
满|师生满意度|≥95%|其他标准
"""
_ROAD = """
经|公路养护单价|=3.2万元/公里|预算支出标准
数|养护农村公路里程|≥186.5公里|计划标准
数|修复桥梁数量|=4座|计划标准
数|安装护栏长度|≥12公里|计划标准
质|路面平整度达标率|≥95%|行业标准
时|养护任务按期完成率|=100%|计划标准
时|水毁路段抢通时间|≤48小时|历史标准
益|降低群众运输成本|有效降低|其他标准
社|道路交通事故数下降|逐年下降|历史标准
生|沿线绿化养护|持续改善|其他标准
满|沿线群众满意度|≥90%|其他标准
"""
_HOSPITAL = """
经|设备购置成本|≤480万元|计划标准
数|购置彩色超声设备|=3台|计划标准
数|培训医务人员|≥60人次|计划标准
质|设备验收合格率|=100%|行业标准
质|大型设备检查阳性率|≥70%|行业标准
时|设备安装调试完成时间|12月底前完成|计划标准
社|县域内就诊保障能力|有效提升|其他标准
持|设备使用年限|≥8年|行业标准
满|患者满意度|≥92%|其他标准
满|医务人员满意度|≥90%|其他标准
"""
_TAX = """
经|宣传资料印制费用|=6万元|预算支出标准
数|发放宣传资料数量|≥20000份|计划标准
数|开展宣讲场次|≥24场|计划标准
数|覆盖乡镇个数|=15个|计划标准
质|宣讲内容准确率|=100%|计划标准
时|宣传活动按时完成率|≥95%|计划标准
社|居民政策知晓率|≥85%|历史标准
满|参加居民满意度|≥90%|其他标准
"""


def rows(text: str, period: Period, described: bool = False) -> list[Indicator]:
    """Read `类|name|value|basis` lines."""
    found = []
    for line in text.strip().splitlines():
        place, name, value, basis = line.split("|")
        level1, level2 = LEVELS[place]
        found.append(
            Indicator(
                period=period, level1=level1, level2=level2, name=name, value=Value.parse(value), basis=basis,
                description=f"本项目{name}" if described else None,
            )
        )  # fmt: skip
    return found


def _project(name: str, budget: str, unit: str | None, year: int | None, **more: str) -> Project:
    return Project(name=name, budget=Money.parse(budget), unit=unit, year=year, fields=more)


def ezhou() -> list[PerformanceTarget]:
    """Projects with 长期 and 年度 tables that say the same."""
    made = []
    for name, budget, text, goal in (
        ("中小学校舍维修改造", "680万元", _SCHOOL, "完成12所学校校舍维修，消除安全隐患。"),
        ("农村公路养护", "596.8万元", _ROAD, "养护农村公路186.5公里，保障群众安全出行。"),
        ("县医院医疗设备购置", "480万元", _HOSPITAL, "购置设备3台，提升县域内就诊能力。"),
        ("税收政策宣传", "6万元", _TAX, "开展宣讲24场，提高政策知晓率。"),
    ):
        made.append(
            PerformanceTarget(
                form="ezhou",
                project=_project(name, budget, "示例县财政局", None),
                goals=[Goal(period="long_term", text=goal), Goal(period="annual", text=f"本年度{goal}")],
                indicators=rows(text, "long_term") + rows(text, "annual"),
            )
        )
    return made


def shanghai() -> list[PerformanceTarget]:
    """Projects of the form that prints units in brackets and no cost."""
    made = []
    for name, yuan, text in (
        ("社区文化活动中心运行", "3200500元", _ROAD),
        ("青少年科技馆展项更新", "1860000元", _SCHOOL),
        ("疾病预防设备购置", "4800000元", _HOSPITAL),
        ("纳税服务宣传", "60000元", _TAX),
    ):
        kept = [row for row in rows(text, "annual") if row.level1 != "成本指标"]
        for row in kept:
            row.value, row.basis = row.value.styled(bracketed=True), None
        fields = {
            "项目性质": "经常性专项业务费", "项目类别": "其他运转类", "主管部门": "示例市文化局", "实施单位": "示例市文化馆",
            "计划开始日期": "2026-01-01", "计划完成日期": "2026-12-31", "年度资金申请总额": yuan.replace("元", ".00元"),
            "当年财政拨款": yuan.replace("元", ".00元"), "上年结转资金": "0.00元", "其他资金": "0.00元",
        }  # fmt: skip
        made.append(
            PerformanceTarget(
                form="shanghai",
                project=_project(name, yuan, "示例市文化馆", 2026, **fields),
                goals=[Goal(period="annual", text=f"全年完成{name}各项工作，满意度达到90%及以上。")],
                indicators=kept,
            )
        )
    return made


def hangu() -> list[PerformanceTarget]:
    """Projects of the form with descriptions and two goals."""
    made = []
    for name, budget, text in (
        ("校舍维修", "680万元", _SCHOOL), ("公路养护经费", "596.8万元", _ROAD), ("税法宣传月活动", "6万元", _TAX),
    ):  # fmt: skip
        kept = rows(text.replace("经|", "成|"), "annual", described=True)
        order = {"数量指标": 0, "质量指标": 1, "时效指标": 2, "成本指标": 3}
        kept.sort(key=lambda row: order.get(row.level2, 9))
        fields = {
            "财政资金": budget,
            "其他资金": "0",
            "3月底": "20%",
            "6月底": "45%",
            "10月底": "80%",
            "12月底": "100%",
        }
        target = PerformanceTarget(
            form="hangu",
            project=_project(name, budget, None, 2026, **fields),
            goals=[Goal(period="annual", text="按计划完成全年任务"), Goal(period="annual", text="资金及时足额支付")],
            indicators=kept,
        )
        target.project.purpose = f"主要用于全县{name}等支出。"
        made.append(target)
    return made


def vary(target: PerformanceTarget, random: Random) -> PerformanceTarget:
    """Return the project with another name, rows dropped, and rows reordered within their groups."""
    varied = target.model_copy(deep=True)
    varied.project.name = (
        f"{random.choice(('关于', '第二批', '2027年', '某县'))}{target.project.name}（{random.randrange(9)}期）"
    )
    names = list(dict.fromkeys(row.name for row in target.indicators))
    dropped = set(random.sample(names, random.randrange(len(names) // 3)))
    place = {name: random.random() for name in names}
    found = []
    for _, group in groupby(varied.indicators, key=lambda row: (row.period, row.level1, row.level2)):
        found += sorted((row for row in group if row.name not in dropped), key=lambda row: place[row.name])
    varied.indicators = found
    return varied
