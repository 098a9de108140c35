"""Each rule has a form that it must flag and one that it must not: a clean form with one edit."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from assistant.checking import RULES, check
from assistant.model import Goal, Indicator, Money, Narrative, NarrativeItem, PerformanceTarget, Value
from assistant.model.framework import PARENT

Edit = Callable[[PerformanceTarget], None]


def row(level2: str, name: str, value: str, description: str | None = None) -> Edit:
    """Add a row."""

    def edit(target: PerformanceTarget) -> None:
        target.indicators.append(
            Indicator(
                period="annual",
                level1=PARENT.get(level2, "产出指标"),
                level2=level2,
                name=name,
                value=Value.parse(value),
                description=description,
            )
        )

    return edit


def value(name: str, text: str) -> Edit:
    """Change the value of a row of the clean form."""

    def edit(target: PerformanceTarget) -> None:
        next(row for row in target.indicators if row.name == name).value = Value.parse(text)

    return edit


def drop(level: str) -> Edit:
    """Take out all rows of a 一级 or 二级指标."""

    def edit(target: PerformanceTarget) -> None:
        target.indicators = [row for row in target.indicators if level not in (row.level1, row.level2)]

    return edit


def goals(*texts: str, lasting: str = "三年内建成覆盖全市的培训网络") -> Edit:
    """Replace the goals."""

    def edit(target: PerformanceTarget) -> None:
        target.goals = [Goal(period="long_term", text=lasting)] if lasting else []
        target.goals += [Goal(period="annual", text=text) for text in texts]

    return edit


def project(**changes: Any) -> Edit:
    """Change the head of the form."""

    def edit(target: PerformanceTarget) -> None:
        for key, changed in changes.items():
            setattr(target.project, key, changed)

    return edit


def both(*edits: Edit) -> Edit:
    """Do several edits."""

    def edit(target: PerformanceTarget) -> None:
        for one in edits:
            one(target)

    return edit


def weights(*given: float) -> Edit:
    """Give the rows weights: all of them when one is given for all, and otherwise as many as there are."""

    def edit(target: PerformanceTarget) -> None:
        for at, one in enumerate(target.indicators[:10] if len(given) == 2 else target.indicators):
            one.weight = Decimal(str(given[at % len(given)])) if given else None

    return edit


def basis(text: str | None) -> Edit:
    """Change the basis of the first row."""
    return lambda target: setattr(target.indicators[0], "basis", text)


def dates(start: str, end: str) -> Edit:
    """Give the project a start and an end."""
    return project(fields={"计划开始日期": start, "计划完成日期": end})


def technical(price: str) -> Edit:
    """Make the clean form's unit price one for its trainees by name."""

    def edit(target: PerformanceTarget) -> None:
        target.indicators[0].name = "人均职业技能培训成本"
        target.indicators[0].value = Value.parse(price)

    return edit


def lasting(name: str, text: str) -> Edit:
    """Add a long-term row."""

    def edit(target: PerformanceTarget) -> None:
        row("数量指标", name, text)(target)
        target.indicators[-1].period = "long_term"

    return edit


def nothing(target: PerformanceTarget) -> None:
    """Leave the clean form as it is."""


CASES: list[tuple[str, Edit, Edit]] = [
    ("W101", drop("质量指标"), nothing),
    ("W101", drop("效益指标"), drop("社会效益指标")),
    ("W101", lambda target: target.indicators.clear(), nothing),
    ("W102", drop("时效指标"), nothing),
    ("W102", both(drop("成本指标"), project(name="教学楼维修改造工程")), row("经济成本指标", "其他成本", "≤1万元")),
    ("W103", goals(), nothing),
    ("W103", goals("开展培训300人", lasting=""), nothing),
    ("W104", goals("确保工作顺利进行", "确保资金及时拨付"), goals("确保工作顺利进行", "开展培训300人")),
    ("W104", goals("安全顺利完成全年失业人员职业技能培训工作"), goals("改造老旧管网，解决群众用水难题")),
    ("W105", project(fields={"年度财政拨款": "26万元"}), project(fields={"年度财政拨款": "24"})),
    ("W105", project(fields={"年度财政拨款": "20", "年度其他资金": "3"}), project(fields={"年度财政拨款": "不详"})),
    ("W106", row("数量指标", "发放资料份数", ""), row("数量指标", "发放资料份数", "≥500份")),
    ("W106", row("数量指标", "", "≥500份"), nothing),
    ("W106", row("数量指标", "发放资料份数", "(空)"), nothing),
    ("W107", row("数量指标", "指标1", "≥5个"), row("数量指标", "核心指标监测数", "≥5个")),
    ("W107", row("数量指标", "发放资料份数", "≥××份"), nothing),
    ("W107", goals("培训××人，培训合格率达到95%"), goals("为×××等4人发放补贴，培训300人")),
    ("W108", row("数量指标", "发放资料份数", "≥【待核实】份"), nothing),
    ("W108", goals("培训【待核实】人"), nothing),
    ("W109", lambda target: target.indicators.__delitem__(slice(4, None)), nothing),
    ("W110", row("时效指标", "培训合格率", "≥95%", "考核合格人数占参训人数的比例"), nothing),
    (
        "W111",
        both(drop("数量指标"), row("数量指标", "培训人员到位率", "=100%")),
        both(
            drop("数量指标"), row("数量指标", "培训人员到位率", "=100%"), row("数量指标", "培训人数", "≥【待核实】人")
        ),
    ),
    ("W111", both(drop("数量指标"), row("数量指标", "培训金额", "24万元")), row("数量指标", "培训覆盖率", "=100%")),
    (
        "W113",
        both(drop("质量指标"), row("质量指标", "培训计划完成率", "=100%")),
        row("质量指标", "培训计划完成率", "=100%"),
    ),
    ("W113", both(drop("时效指标"), row("时效指标", "资料完整率", "=100%")), nothing),
    ("W113", both(drop("满意度指标"), row("服务对象满意度指标", "参训人员", "≥90%")), nothing),
    (
        "W114",
        project(fields={"3月底": "50%", "6月底": "25%", "12月底": "100%"}),
        project(fields={"3月底": "25%", "12月底": "100"}),
    ),
    ("W114", project(fields={"3月底": "25%", "12月底": "90%"}), project(fields={"6月底": "", "12月底": "100%"})),
    ("W114", project(fields={"10月底": "120%"}), project(fields={"10月底": "80%"})),
    ("W115", weights(10), weights()),
    ("W115", weights(7.5, 10), weights(7.5)),
    ("W116", row("质量指标", "培训工作合格率", "≥95%"), row("质量指标", "培训教材合格率", "≥95%")),
    ("W116", row("可持续影响指标", "培训台账管理制度", "健全", "另一件事的制度"), nothing),
    ("X101", goals("开展职业技能培训488人"), goals("开展职业技能培训300人")),
    ("X101", goals("培训合格率达到98%"), goals("培训合格率达到95%以上")),
    ("X101", goals("举办培训班12期"), goals("去年举办培训班12期，今年举办10期")),
    ("X102", goals("新增专技人才1500人"), goals("培训300人，在7个乡镇开展")),
    ("X104", row("数量指标", "参训人员合格率", "≥98%"), row("质量指标", "参训人员合格率", "≥98%")),
    ("X104", row("时效指标", "节日慰问满意度", "≥95%"), row("时效指标", "慰问完成时间", "春节前完成")),
    ("X104", row("社会效益指标", "公众满意度", "≥90%"), row("社会效益指标", "受益群众人数", "≥500人")),
    ("X104", row("社会效益指标", "发放补贴金额", "5万元"), row("经济效益指标", "带动群众增收金额", "≥5万元")),
    ("X104", row("数量指标", "发放补贴金额", "5万元"), row("数量指标", "发放补贴人数", "≥50人")),
    ("X104", row("质量指标", "人均住宿费用", "≤200元/人"), row("经济成本指标", "人均住宿费用", "≤200元/人")),
    ("X104", row("经济成本指标", "培训教师人数", "≥5人"), row("社会成本指标", "施工噪声污染投诉", "≤2次")),
    ("X104", row("时效指标", "书报订阅率", "=100%"), row("时效指标", "项目按期完成率", "=100%")),
    ("X104", row("时效指标", "资金结算", "20万元"), row("时效指标", "资金结算", "6月底前")),
    ("X104", row("社会效益指标", "补贴到账及时率", "≥95%"), row("社会效益指标", "受益人数", "≥95人")),
    ("X104", row("质量指标", "结算及时率", "≥95%"), row("时效指标", "结算及时率", "≥95%")),
    ("X104", row("生态效益指标", "宣传到位", "宣传全覆盖"), row("生态效益指标", "减少纸张消耗", "节约用纸20%")),
    ("X104", row("经济效益指标", "校园安全率", "=100%"), row("经济效益指标", "节约用电支出", "≥2万元")),
    ("X104", row("社会效益指标", "合同完成率", "=100%"), row("社会效益指标", "政策知晓率", "≥80%")),
    ("X104", row("服务对象满意度指标", "服务对象", "≥95%"), row("服务对象满意度指标", "家长认可度", "≥95%")),
    (
        "X105",
        row("社会效益指标", "社会稳定", "=100%", "离休干部书报订阅率"),
        row("社会效益指标", "书报订阅率", "=100%", "离休干部书报订阅比例"),
    ),
    (
        "X105",
        row("数量指标", "事业退休人员人数", "≥9人", "行政退休人员人数"),
        row("数量指标", "重度残疾人预计100人", "≥100人", "每人每年33元"),
    ),
    ("X104", row("经济成本指标", "补助发放人数", "≥25人"), row("经济成本指标", "补助发放人数", "≥【待核实】人")),
    ("K104", row("质量指标", "2024年财政补贴比例", "=40%"), row("质量指标", "比2024年提高的比例", "≥4%")),
    ("X106", row("社会效益指标", "退伍军人就业人数", "≥5人"), nothing),
    ("X107", row("时效指标", "发放率", "=100%"), row("时效指标", "生活补贴发放率", "=100%")),
    ("X107", row("质量指标", "工作质量", "优", "工作质量"), row("质量指标", "驻村帮扶质量", "优")),
    ("W117", goals("帮助城乡劳动者掌握一技之长、尽快上岗"), goals("培训失业人员300人")),
    ("W117", goals("帮助城乡劳动者掌握一技之长、尽快上岗"), goals("培训失业人员【待核实】人")),
    (
        "X112",
        project(purpose="用于普法讲座、知识竞赛、征文评选"),
        project(purpose="用于职业技能培训、补贴发放、征文评选"),
    ),
    ("S101", row("社会效益指标", "党建工作影响率", "=100%"), row("社会效益指标", "失业人员就业率", "≥70%")),
    ("S101", row("社会效益指标", "减少投诉发生率", "=100%"), row("社会效益指标", "减少投诉发生率", "≥10%")),
    (
        "X104",
        row("社会效益指标", "确保养老金发放到位", "12个月"),
        row("社会效益指标", "退休人员生活保障人数", "≥300人"),
    ),
    (
        "X105",
        row("数量指标", "执法过程全记录", "=100%", "执法装备配备率"),
        row("数量指标", "执法记录仪配备数", "≥5台", "执法装备配备的台数"),
    ),
    ("Y101", project(purpose="慰问归侨×××、×××"), project(purpose="慰问4名归侨，每人××元")),
    ("S101", row("质量指标", "培训质量", "优"), row("质量指标", "培训教材", "通过专家评审")),
    ("S101", row("社会效益指标", "活动影响力", "100%影响"), row("社会效益指标", "政策知晓率", "≥80%")),
    ("S101", row("社会效益指标", "法治意识", "全面提高"), row("社会效益指标", "长效机制", "出台1项制度")),
    ("S101", row("数量指标", "信息平台", "完成新建"), row("数量指标", "信息平台", "1个")),
    ("S101", row("社会效益指标", "社会稳定", "100%"), nothing),
    ("S102", value("培训合格率", "≥100%"), value("培训合格率", "=100%")),
    ("S102", value("培训合格率", ">100%"), value("培训合格率", "100%")),
    ("S102", value("培训合格率", "≥120%"), row("经济效益指标", "企业销售收入增长率", "≥120%")),
    ("S102", value("参训人员满意度", "≥100%"), row("经济成本指标", "成本控制率", "≤100%")),
    ("S102", value("职业技能培训人数", "≥-5人"), nothing),
    ("S103", row("数量指标", "业务办件数量", "≥16万人"), row("数量指标", "业务办件数量", "≥16万件")),
    ("S103", row("质量指标", "考务差错率", "=0次"), row("质量指标", "考务差错率", "=0%")),
    ("S103", row("社会效益指标", "有责投诉数量", "=100(%)"), row("社会效益指标", "有责投诉数量", "≤5起")),
    ("S103", row("经济成本指标", "专家人均成本", "=1000人"), row("经济成本指标", "专家人均成本", "=1000元/人/天")),
    ("S103", row("数量指标", "整理档案数量", "100%"), row("数量指标", "整理档案数量", "≥900卷")),
    ("S103", row("数量指标", "改造道路面积", "≥5公里"), row("数量指标", "改造道路面积", "≥5万平方米")),
    ("S104", row("社会效益指标", "群众投诉次数", "≥5次"), row("社会效益指标", "投诉处理次数", "≥5次")),
    ("S104", row("社会效益指标", "群众投诉次数", "=100次"), row("社会效益指标", "群众投诉次数", "=0次")),
    ("S104", row("经济成本指标", "场地租赁费用", "≥2万元"), row("经济效益指标", "带动旅游收入", "≥2万元")),
    ("S104", row("质量指标", "考务差错率", "≥1%"), row("质量指标", "投诉处理率", "≥95%")),
    ("S104", row("社会效益指标", "补贴逾期发放率", "≥1%"), row("社会效益指标", "补贴逾期发放率", "≤1%")),
    ("S104", row("社会效益指标", "生产安全事故起数", ">1起"), row("社会效益指标", "事故应急演练次数", "≥1次")),
    ("S104", value("参训人员满意度", "≤90%"), value("参训人员满意度", "≥92%")),
    ("S105", row("质量指标", "项目完成率", "≥4次"), row("质量指标", "项目完成率", "=100%")),
    ("S105", row("时效指标", "鉴定及时率", "鉴定及时完成"), row("时效指标", "鉴定及时性", "及时")),
    ("S105", row("时效指标", "案件办理时限", "100%"), row("时效指标", "案件办理时限", "≤60日")),
    ("S105", row("质量指标", "验收合格率", "全部通过验收"), row("质量指标", "验收合格率", "验收合格率")),
    ("S106", row("社会效益指标", "规范人员聘用", "规范人员聘用"), row("社会效益指标", "规范人员聘用", "无违规聘用")),
    ("S107", value("参训人员满意度", "≥60%"), value("参训人员满意度", "≥85%")),
    ("S107", value("参训人员满意度", "=100%"), value("参训人员满意度", "≥95%")),
    ("S108", row("时效指标", "项目完成时间", "44561"), row("时效指标", "项目完成时间", "2026年12月底")),
    ("S108", project(fields={"计划完成日期": "46387.0"}), project(fields={"计划完成日期": "2026-12-31"})),
    ("S108", row("时效指标", "项目完成时间", "44561"), row("数量指标", "发放资料份数", "44561")),
    ("S109", value("培训合格率", "≥60%"), row("质量指标", "设备故障率", "≤2%")),
    ("S109", row("社会效益指标", "法律知识普及率", "=100%"), row("社会效益指标", "法律知识普及率", "≥85%")),
    (
        "S110",
        both(drop("效益指标"), row("社会效益指标", "办事效率", "有效提升")),
        row("社会效益指标", "办事效率", "有效提升"),
    ),
    ("S110", both(drop("效益指标"), row("社会效益指标", "社会稳定", "100%")), nothing),
    ("Z105", value("职业技能培训人数", "300人"), value("职业技能培训人数", "300人以上")),
    ("Z105", value("培训合格率", "95%"), value("人均培训成本", "800元/人")),
    (
        "Z104",
        lambda target: target.indicators.extend(
            [one.model_copy(update={"period": "long_term"}) for one in target.indicators]
        ),
        nothing,
    ),
    ("K101", row("经济成本指标", "宣传片制作成本", "50万元"), row("经济成本指标", "专家评审费", "60000元/年")),
    ("K101", row("经济成本指标", "全年人员工资", "30万元"), row("经济成本指标", "人员工资", "每人每年300000元")),
    ("K101", value("项目总成本", "≤25万元"), value("项目总成本", "≤240000元")),
    (
        "K102",
        both(row("经济成本指标", "场地成本", "15万元"), row("经济成本指标", "师资成本", "10万元")),
        both(row("经济成本指标", "场地成本", "14万元"), row("经济成本指标", "师资成本", "10万元")),
    ),
    (
        "K102",
        both(drop("成本指标"), row("经济成本指标", "场地成本", "15万元"), row("经济成本指标", "师资成本", "12万元")),
        both(drop("成本指标"), row("经济成本指标", "全年经费", "24万元"), row("经济成本指标", "师资成本", "12万元")),
    ),
    (
        "K103",
        both(
            row("数量指标", "创业培训人数", "≥100人"),
            row("经济成本指标", "人均创业培训补贴标准", "=300元/人"),
            technical("=800元/人"),
        ),
        both(
            row("数量指标", "创业培训人数", "≥100人"),
            row("经济成本指标", "人均创业培训补贴标准", "=300元/人"),
            technical("=700元/人"),
        ),
    ),
    (
        "K103",
        both(goals("创业培训1182人"), row("经济成本指标", "人均创业培训补贴标准", "≤1200元/人")),
        both(goals("创业培训100人"), row("经济成本指标", "人均创业培训补贴标准", "≤1200元/人")),
    ),
    ("X107", row("数量指标", "路灯", "≥60盏"), row("数量指标", "日处理能力", "≥100吨")),
    ("K103", value("人均培训成本", "=1000元/人"), value("人均培训成本", "=800元/人")),
    # Rounded to 分 the price alone says 0.01元 too much for each; 0.1元 too much is an overrun.
    ("K103", value("人均培训成本", "≤800.77元/人"), value("人均培训成本", "≤800.01元/人")),
    (
        "K103",
        project(purpose="为300名失业人员发放补贴，每人每年1000元"),
        project(purpose="为300名失业人员发放补贴，每人每年800元"),
    ),
    (
        "K103",
        project(purpose="为300名失业人员发放生活补贴，每人每月100元"),
        project(purpose="为300名失业人员发放生活补贴，每人每月50元"),
    ),
    (
        "K105",
        row("经济成本指标", "独生子女户400人", "2万元", "每人每月5元"),
        row("经济成本指标", "独生子女户400人", "2.4万元", "每人每月5元"),
    ),
    (
        "K105",
        row("经济成本指标", "参保缴费补贴1万人", "150万元", "每人每年15元"),
        row("经济成本指标", "参保缴费补贴1万人", "15万元", "每人每年15元"),
    ),
    ("K106", value("项目总成本", "≤24元"), value("项目总成本", "≤24万元")),
    ("K106", value("项目总成本", "≤240000万元"), value("项目总成本", "≤240000元")),
    ("K107", value("项目总成本", "=20万元"), value("项目总成本", "≤20万元")),
    (
        "K112",
        both(drop("成本指标"), row("经济成本指标", "场地租赁成本", "≤2万元")),
        row("经济成本指标", "场地租赁成本", "≤2万元"),
    ),
    (
        "K112",
        both(drop("成本指标"), row("经济成本指标", "场地租赁成本", "≤2万元")),
        both(drop("成本指标"), row("经济成本指标", "场地租赁成本", "≤13万元")),
    ),
    ("K108", project(purpose="组织培训，共需资金35万元"), project(purpose="组织培训，共需资金24万元，带动增收350万元")),
    ("K108", goals("安排经费1000000元，培训300人"), goals("安排经费240000元，培训300人")),
    ("K109", lasting("职业技能培训人数", "≥200人"), lasting("职业技能培训人数", "≥900人")),
    ("K110", dates("2026-12-31", "2026-01-01"), dates("2026-01-01", "2026-12-31")),
    ("K110", dates("2024-01-01", "2024-12-31"), dates("2024-01-01", "2027-12-31")),
    ("K111", basis("领导要求"), basis("年度培训计划")),
    ("K111", basis(None), nothing),
    ("K104", project(purpose="发放2024年生活补贴"), project(purpose="依据鄂人社发〔2024〕3号发放生活补贴")),
    ("K104", value("培训完成时间", "2025年12月底完成"), value("培训完成时间", "2026年12月底完成")),
    ("K104", goals("2025年培训300人"), goals("比2025年多培训20人，全年培训300人")),
    ("K104", goals("2027年12月底前培训300人"), goals("2025-2027年培训工程本年培训300人")),
    ("Z101", row("数量指标", "发放补贴", "没人每月1000元"), row("数量指标", "补贴标准", "每人每月1000元")),
    ("Z101", row("社会效益指标", "高校完成鉴定", "完成"), project(name="高校毕业生培训")),
    ("Z102", goals("开展培训300人", lasting="开展培训 300人。"), goals("开展培训300人")),
    ("Z106", project(purpose="印制宣传单、宣传册、宣传单等"), project(purpose="慰问归侨×××、×××、×××等")),
    ("Z106", row("数量指标", "走访户数", "≥40户", "低保户、特困户、低保户"), nothing),
    ("Z103", row("经济成本指标", "督导成本", "=2万"), row("经济成本指标", "督导成本", "=2万元")),
    (
        "Z103",
        row("经济成本指标", "道路硬化补助标准", "≤120万元"),
        row("经济成本指标", "道路硬化补助标准", "≤120万元/公里"),
    ),
    ("Z103", row("质量指标", "验收合格率", "≥98百分比"), row("质量指标", "验收合格率", "≥98%")),
    ("X107", row("质量指标", "已建工程是否存在质量问题", "否"), row("质量指标", "已建工程质量问题整改率", "=100%")),
    ("X107", row("社会效益指标", "效果显著", "改善办学条件"), row("社会效益指标", "受益学生人数", "≥800人")),
    ("X107", row("数量指标", "对符合条件的家庭进行扶助", "63人"), row("数量指标", "受扶助家庭人数", "≥63人")),
    ("X107", row("数量指标", "新建水泥路1条", "2公里"), row("数量指标", "新建水泥路里程", "=2公里")),
    ("X107", row("时效指标", "及时性", "及时"), row("时效指标", "补贴发放时间", "每月15日前")),
    ("S106", row("经济效益指标", "为当地提供就业岗位", "增加岗位"), row("经济效益指标", "提供就业岗位数量", "≥20个")),
    ("S104", row("经济成本指标", "成本控制率", "≥100%"), row("经济成本指标", "成本控制率", "≤100%")),
    ("S104", row("时效指标", "逾期办结率", "≥5%"), row("时效指标", "逾期案件清理率", "≥95%")),
    ("S104", row("质量指标", "检测差错率", "≥1%"), row("质量指标", "感染者随访率", "≥95%")),
    ("S104", row("质量指标", "办案安全事故", "≥1起"), row("质量指标", "办案安全事故", "=0起")),
    ("S103", row("数量指标", "资助传承人数量", "≥28场"), row("数量指标", "资助传承人数量", "≥28名")),
    ("S103", row("数量指标", "受资助学生人数", "≥735人次"), row("数量指标", "资助学生人次", "≥735人次")),
    ("S101", row("生态效益指标", "森林资源", "得到有效保护"), row("生态效益指标", "森林覆盖率", "≥68%")),
    ("S101", row("可持续影响指标", "消除安全隐患", "持续影响"), row("可持续影响指标", "安全隐患整改率", "=100%")),
    ("S101", row("质量指标", "水质达标", "达标率较高"), row("质量指标", "水质达标率", "≥95%")),
    ("S109", row("社会效益指标", "群众安全感", "100%"), row("社会效益指标", "群众安全感", "≥92%")),
    ("X104", row("经济成本指标", "生均补助标准达标率", "=100%"), row("经济成本指标", "成本节约率", "≥5%")),
    ("X104", row("经济成本指标", "年度预算执行率", "≥90%"), row("经济成本指标", "项目总成本", "≤24万元")),
    ("X104", row("社会效益指标", "垃圾清运量", "≥800吨"), row("社会效益指标", "当事人平均等候时间", "≤15分钟")),
    ("X104", row("质量指标", "药品抽检完成率", "=100%"), row("质量指标", "药品抽检合格率", "≥98%")),
    ("Z103", row("质量指标", "验收合格率", "100"), row("数量指标", "造林面积(亩)", "100")),
    ("Y101", project(purpose="对归侨人员王建国、李秀英发放补贴"), project(purpose="对人员工资、保险、安保费予以补贴")),
    ("Y101", project(purpose="慰问烈士家属陈大勇、欧阳文华"), project(purpose="规范干部任用、程序建设")),
    ("Y101", row("数量指标", "慰问人数", "4人", "负责人：张建国"), row("数量指标", "慰问人数", "4人", "负责人签字")),
    ("Y102", project(purpose="联系13812345678办理培训"), project(purpose="培训138人，编号20260101")),
    ("Y102", goals("为110101199003071234发放补贴"), goals("为持证人员发放补贴")),
]


def flagged(target: PerformanceTarget, narrative: Narrative | None = None) -> set[str]:
    return {finding.rule for finding in check(target, narrative).findings}


@pytest.mark.parametrize(("code", "bad", "good"), CASES, ids=[f"{at}-{case[0]}" for at, case in enumerate(CASES)])
def test_rule(clean: Callable[[str], PerformanceTarget], code: str, bad: Edit, good: Edit) -> None:
    wrong, right = clean("central"), clean("central")
    bad(wrong)
    good(right)
    assert code in flagged(wrong)
    assert code not in flagged(right)


def test_the_narrative_is_held_against_the_form(clean: Callable[[str], PerformanceTarget]) -> None:
    def narrative(figure: str) -> Narrative:
        item = NarrativeItem(number=1, name="失业人员职业技能培训", goal=f"开展职业技能培训{figure}")
        return Narrative(items=[NarrativeItem(number=2, name="别的项目", goal="培训999人"), item])

    assert "X103" in flagged(clean("central"), narrative("330人"))
    assert "X103" not in flagged(clean("central"), narrative("300人以上"))
    assert "X103" not in flagged(clean("central"), Narrative())


def test_the_narrative_may_shorten_a_name(clean: Callable[[str], PerformanceTarget]) -> None:
    item = NarrativeItem(number=1, name="失业人员职业技能培训费", goal="开展职业技能培训330人")
    assert "X103" in flagged(clean("central"), Narrative(items=[item]))


def test_a_project_that_the_narrative_leaves_out_is_told(clean: Callable[[str], PerformanceTarget]) -> None:
    other = NarrativeItem(number=1, name="档案整理", goal="整理档案")
    own = NarrativeItem(number=2, name="失业人员职业技能培训", goal="开展职业技能培训300人")
    assert "X111" in flagged(clean("central"), Narrative(items=[other]))
    assert "X111" not in flagged(clean("central"), Narrative(items=[other, own]))
    assert "X111" not in flagged(clean("central"), Narrative())


def test_an_empty_table_of_two_is_missed(clean: Callable[[str], PerformanceTarget]) -> None:
    target = clean("ezhou")
    target.indicators = target.of_period("annual")
    (finding,) = check(target).errors
    assert (finding.rule, finding.period) == ("W101", "long_term")


def test_several_years_may_cost_more_than_the_budget_of_one(clean: Callable[[str], PerformanceTarget]) -> None:
    target = clean("ezhou")
    next(row for row in target.indicators if row.name == "项目总成本").value = Value.parse("≤72万元")
    assert not check(target).errors


def test_names_are_masked_in_findings(clean: Callable[[str], PerformanceTarget]) -> None:
    target = clean("central")
    row("数量指标", "慰问归侨人员王建国、李秀英", "2人")(target)
    finding = next(finding for finding in check(target).findings if finding.rule == "Y101")
    assert finding.row == "慰问归侨人员王××、李××"
    assert "建国" not in finding.message + finding.suggestion


def test_no_rule_repeats_a_name_that_the_form_holds(clean: Callable[[str], PerformanceTarget]) -> None:
    target = clean("central")
    names = "为归侨人员王建国、李秀英、陈大勇发放2024年补贴"
    target.project.purpose = f"{names}，普法讲座、知识竞赛，共需资金99万元"
    target.goals = [Goal(period=period, text=f"{names}，新增人才1500人") for period in ("long_term", "annual")]
    row("数量指标", "慰问人员王建国、李秀英的人数", "100%")(target)
    report = check(target)
    assert {"Z102", "X102", "S103", "K104", "Y101"} <= {finding.rule for finding in report.findings}
    assert not any(name in report.model_dump_json() for name in ("建国", "秀英", "大勇"))


def test_every_rule_has_a_case() -> None:
    assert {rule.code for rule in RULES} == {case[0] for case in CASES} | {"X103", "X111"}


def test_money_is_compared_across_units(clean: Callable[[str], PerformanceTarget]) -> None:
    target = clean("shanghai")
    target.project.budget = Money.parse("240000元")
    row("成本指标", "宣传片制作成本", "24.01万元")(target)
    assert "K101" in flagged(target)
