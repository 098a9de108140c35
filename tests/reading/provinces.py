"""Forms as provinces and cities print them, each with what a person reads in it: made up, laid out after public ones."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.reading.sheets import Box, Sheet

Read = tuple[str, str, str, str]


@dataclass
class Wanted:
    """What reading must give: the head, and level 1, level 2, name and value of each row."""

    name: str
    budget: str | None
    rows: list[Read]
    unit: str | None = None
    year: int | None = None
    annual: list[str] = field(default_factory=list)
    long_term: list[str] = field(default_factory=list)
    long_rows: list[Read] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    """Further columns of the first row."""
    weight: str | None = None
    """Of the first row."""


def beijing() -> tuple[Sheet, list[Wanted]]:
    """北京: operator, figure and unit apart, funds beside a merged label."""
    sheet = Sheet(["项目支出绩效目标表", "（2024年度）"])
    sheet.add("项目名称", Box("公园绿地养护", 6))
    sheet.add("主管部门及代码", Box("022-示例市园林局", 3), "实施单位", Box("示例市公园管理中心", 2))
    sheet.add("项目负责人", Box("×××", 3), "联系电话", Box("010-00000000", 2))
    sheet.add(Box("项目资金（万元）", rows=3), Box("年度资金总额", 3), Box("120.50", 3))
    sheet.add(Box("其中：财政拨款", 3), Box("120.50", 3))
    sheet.add(Box("其他资金", 3), Box("0", 3))
    sheet.add(Box("总体目标"), Box("养护公园绿地30万平方米，改善市民休闲环境。", 6))
    sheet.add(Box("绩效指标", rows=6), "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
    sheet.add(Box("产出指标", rows=3), "数量指标", "养护绿地面积", "＝", "30", "万平方米")
    sheet.add("质量指标", "苗木成活率", "≥", "95", "%")
    sheet.add("时效指标", "养护完成时间", "≤", "12", "月")
    sheet.add("效益指标", "生态效益指标", "改善休闲环境", "定性", "优良中低差", "")
    sheet.add("满意度指标", "服务对象满意度指标", "游客满意度", "≥", "90", "%")
    want = Wanted(
        "公园绿地养护", "120.5万元",
        [
            ("产出指标", "数量指标", "养护绿地面积", "=30万平方米"), ("产出指标", "质量指标", "苗木成活率", "≥95%"),
            ("产出指标", "时效指标", "养护完成时间", "≤12月"), ("效益指标", "生态效益指标", "改善休闲环境", "优良中低差"),
            ("满意度指标", "服务对象满意度指标", "游客满意度", "≥90%"),
        ],
        "示例市公园管理中心", 2024, ["养护公园绿地30万平方米，改善市民休闲环境。"],
        fields={"项目负责人": "×××", "联系电话": "010-00000000", "主管部门及代码": "022-示例市园林局"},
    )  # fmt: skip
    return sheet, [want]


def guangdong() -> tuple[Sheet, list[Wanted]]:
    """广东: 实施周期 beside 年度, goals and values."""
    sheet = Sheet(["省级财政专项资金绩效目标表", "填报单位：示例市水务局    单位：万元"])
    sheet.add("专项资金名称", Box("中小河流治理", 5))
    sheet.add("资金总额", Box("5600", 2), "其中：本年度资金", Box("1800", 2))
    sheet.add(Box("总体绩效目标", rows=2), Box("实施周期总体目标", 3), Box("年度绩效目标", 2))
    sheet.add(Box("三年治理河道86公里。", 3), Box("治理河道28公里。", 2))
    sheet.add(Box("绩效指标", rows=5), "一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值")
    sheet.add(Box("产出指标", rows=2), "数量指标", "治理河道长度", "86公里", "28公里")
    sheet.add("质量指标", "工程验收合格率", "100%", "100%")
    sheet.add("效益指标", "社会效益指标", "保护人口数量", "≥3.2万人", "≥1.1万人")
    sheet.add("满意度指标", "服务对象满意度", "沿线群众满意度", "≥90%", "≥90%")
    rows: list[Read] = [
        ("产出指标", "数量指标", "治理河道长度", "28公里"), ("产出指标", "质量指标", "工程验收合格率", "100%"),
        ("效益指标", "社会效益指标", "保护人口数量", "≥1.1万人"), ("满意度指标", "服务对象满意度指标", "沿线群众满意度", "≥90%"),
    ]  # fmt: skip
    whole = ["86公里", "100%", "≥3.2万人", "≥90%"]
    want = Wanted(
        "中小河流治理", "5600万元", rows, "示例市水务局", None, ["治理河道28公里。"], ["三年治理河道86公里。"],
        [(one, two, name, value) for (one, two, name, _), value in zip(rows, whole, strict=True)],
        fields={"其中：本年度资金": "1800"},
    )  # fmt: skip
    return sheet, [want]


def zhejiang() -> tuple[Sheet, list[Wanted]]:
    """浙江: sections down a first column, goals numbered in one cell, weights in per cent."""
    sheet = Sheet(["2025年度预算项目绩效目标申报表"])
    sheet.add(Box("基本情况", rows=3), "项目名称", Box("非遗保护传承", 2), "项目类型", Box("特定目标类", 2))
    sheet.add("申报单位", Box("示例县文化馆", 2), "项目起止时间", Box("2025.01-2025.12", 2))
    sheet.add("年度预算（元）", Box("860,000.00", 5))
    sheet.add("立项依据", Box("《示例县非遗保护条例》", 6))
    sheet.add("年度绩效目标", Box("1.举办展演12场；\n2.培训传承人60人次。", 6))
    sheet.add(
        Box("绩效指标", rows=6), "一级指标", "二级指标", "三级指标", "指标目标值", "权重（%）", "指标解释/计算公式"
    )
    sheet.add(Box("产出指标", rows=3), Box("产出数量", rows=2), "展演场次", "12场", "20", "全年展演次数")
    sheet.add("培训传承人", "60人次", "20", "参加培训人次")
    sheet.add("产出时效", "按时完成率", "100%", "10", "按时完成/计划数")
    sheet.add("效益指标", "社会效益", "参与群众", "≥1.5万人次", "30", "参与群众数")
    sheet.add("满意度指标", "群众满意度", "参与群众满意度", "≥92%", "10", "问卷调查")
    want = Wanted(
        "非遗保护传承", "860000元",
        [
            ("产出指标", "数量指标", "展演场次", "12场"), ("产出指标", "数量指标", "培训传承人", "60人次"),
            ("产出指标", "时效指标", "按时完成率", "100%"), ("效益指标", "社会效益指标", "参与群众", "≥1.5万人次"),
            ("满意度指标", "服务对象满意度指标", "参与群众满意度", "≥92%"),
        ],
        "示例县文化馆", 2025, ["1.举办展演12场；\n2.培训传承人60人次。"],
        fields={"项目类型": "特定目标类", "项目起止时间": "2025.01-2025.12", "立项依据": "《示例县非遗保护条例》"},
        weight="20",
    )  # fmt: skip
    return sheet, [want]


def sichuan() -> tuple[Sheet, list[Wanted]]:
    """四川: a table of a department's projects, each with its unit, amount and goal in merged columns."""
    sheet = Sheet(["表13", "部门预算项目支出绩效目标表（2023年度）", "金额单位：万元"])
    sheet.add(
        "单位名称",
        "项目名称",
        "预算数",
        "年度目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "权重",
    )
    sheet.add(
        Box("示例区教育局", rows=5), Box("校园安保服务", rows=3), Box("96", rows=3), Box("为12所学校配备保安。", rows=3),
        Box("产出指标", rows=2), Box("数量指标", rows=2), "配备保安人数", "＝", "48", "人", "30",
    )  # fmt: skip
    sheet.add("覆盖学校数量", "＝", "12", "所", "30")
    sheet.add("满意度指标", "满意度指标", "师生满意度", "≥", "90", "%", "10")
    sheet.add(
        Box("教师培训", rows=2), Box("15.8", rows=2), Box("培训教师260人次。", rows=2),
        "产出指标", "数量指标", "培训教师人次", "≥", "260", "人次", "40",
    )  # fmt: skip
    sheet.add("效益指标", "社会效益指标", "教学水平", "定性", "有所提升", "", "30")
    first = Wanted(
        "校园安保服务", "96万元",
        [
            ("产出指标", "数量指标", "配备保安人数", "=48人"), ("产出指标", "数量指标", "覆盖学校数量", "=12所"),
            ("满意度指标", "服务对象满意度指标", "师生满意度", "≥90%"),
        ],
        "示例区教育局", 2023, ["为12所学校配备保安。"], weight="30",
    )  # fmt: skip
    second = Wanted(
        "教师培训", "15.8万元",
        [("产出指标", "数量指标", "培训教师人次", "≥260人次"), ("效益指标", "社会效益指标", "教学水平", "有所提升")],
        "示例区教育局", 2023, ["培训教师260人次。"], weight="40",
    )  # fmt: skip
    return sheet, [first, second]


def hebei() -> tuple[Sheet, list[Wanted]]:
    """河北 自评: numbered parts as rows across, funds in a row of headings, problems below the table."""
    sheet = Sheet(["项目支出绩效自评表", "（2022年度）"])
    sheet.add(Box("一、基本情况", 7))
    sheet.add("项目名称", Box("养老服务补贴", 2), "主管部门", Box("示例县民政局", 3))
    sheet.add("实施（承担）单位", Box("示例县社会福利院", 6))
    sheet.add(Box("二、预算执行情况（万元）", 7))
    sheet.add("预算安排情况（调整后）", Box("38.4", 2), "资金执行情况", Box("38.4", 3))
    sheet.add(Box("三、目标完成情况", 7))
    sheet.add(Box("年度预期目标", 3), Box("具体完成情况", 4))
    sheet.add(Box("为320名老人发放补贴。", 3), Box("已为318名老人发放补贴。", 4))
    sheet.add(Box("四、年度绩效指标完成情况", 7))
    sheet.add("一级指标", "二级指标", "三级指标", "预期指标值", "实际完成值", "自评得分", "未完成原因")
    sheet.add(Box("产出指标（50分）", rows=2), "数量指标", "补贴老人人数", "≥320人", "318人", "19", "老人迁出")
    sheet.add("时效指标", "补贴发放及时率", "100%", "100%", "30", "")
    sheet.add("效益指标（30分）", "社会效益", "老人生活水平", "提高", "提高", "30", "")
    sheet.add(Box("合计", 5), "89", "")
    sheet.add("五、存在问题", Box("个别老人信息更新不及时。", 6))
    want = Wanted(
        "养老服务补贴", "38.4万元",
        [
            ("产出指标", "数量指标", "补贴老人人数", "≥320人"), ("产出指标", "时效指标", "补贴发放及时率", "100%"),
            ("效益指标", "社会效益指标", "老人生活水平", "提高"),
        ],
        "示例县社会福利院", 2022, ["为320名老人发放补贴。"], fields={"具体完成情况": "已为318名老人发放补贴。"},
        extra={"实际完成值": "318人", "自评得分": "19", "未完成原因": "老人迁出"},
    )  # fmt: skip
    return sheet, [want]


def shenzhen() -> tuple[Sheet, list[Wanted]]:
    """深圳: values under their own second header, level 2 with points, no basis."""
    sheet = Sheet(["示例市示例区2024年度项目支出绩效目标申报表"])
    sheet.add("预算单位", Box("示例区应急管理局", 2), "项目名称", Box("应急演练", 2))
    sheet.add("项目概述", Box("组织全区综合应急演练。", 5))
    sheet.add("项目总预算", Box("90万元", 2), "本年度预算", Box("45万元", 2))
    sheet.add("项目总目标", Box("两年完成综合演练8次。", 5))
    sheet.add("年度目标", Box("完成综合演练4次。", 5))
    sheet.add(
        Box("一级指标", rows=2), Box("二级指标", rows=2), Box("三级指标", rows=2), Box("目标值", 2), Box("备注", rows=2)
    )
    sheet.add("全周期", "本年度")
    sheet.add(Box("产出", rows=2), "数量", "综合演练次数", "8次", "4次", "")
    sheet.add("质量", "演练方案完备率", "100%", "100%", "")
    sheet.add("效益", "社会效益", "应急处置能力", "", "有效提升", "长期")
    sheet.add("满意度", "服务对象满意度", "参演人员满意度", "", "≥90%", "")
    want = Wanted(
        "应急演练", "90万元",
        [
            ("产出指标", "数量指标", "综合演练次数", "4次"), ("产出指标", "质量指标", "演练方案完备率", "100%"),
            ("效益指标", "社会效益指标", "应急处置能力", "有效提升"),
            ("满意度指标", "服务对象满意度指标", "参演人员满意度", "≥90%"),
        ],
        "示例区应急管理局", 2024, ["完成综合演练4次。"], ["两年完成综合演练8次。"],
        [("产出指标", "数量指标", "综合演练次数", "8次"), ("产出指标", "质量指标", "演练方案完备率", "100%")],
        fields={"本年度预算": "45万元"},
    )  # fmt: skip
    return sheet, [want]


def chongqing() -> tuple[Sheet, list[Wanted]]:
    """重庆: no levels at all; unit and operator apart; whether an indicator is a core one."""
    sheet = Sheet(["2023年区级项目资金绩效目标表"])
    sheet.add("项目名称", Box("农村饮水安全维修养护", 2), "项目编码", Box("50011223T000000000001", 3))
    sheet.add("业务主管部门", Box("示例区水利局", 2), "预算执行率权重", Box("10", 3))
    sheet.add("当年预算（万元）", Box("312.6", 2), "本级安排（万元）", Box("312.6", 3))
    sheet.add("当年绩效目标", Box("维修供水工程45处。", 5))
    sheet.add(Box("绩效指标", rows=5), "指标名称", "指标权重", "计量单位", "指标性质", "指标值")
    sheet.add("维修供水工程数量", "30", "处", "≥", "45")
    sheet.add("工程验收合格率", "20", "%", "=", "100")
    sheet.add("按期完工率", "20", "%", "≥", "95")
    sheet.add("用水群众满意度", "20", "%", "≥", "90")
    want = Wanted(
        "农村饮水安全维修养护", "312.6万元",
        [
            ("产出指标", "数量指标", "维修供水工程数量", "≥45处"), ("产出指标", "质量指标", "工程验收合格率", "=100%"),
            ("产出指标", "时效指标", "按期完工率", "≥95%"), ("满意度指标", "服务对象满意度指标", "用水群众满意度", "≥90%"),
        ],
        None, 2023, ["维修供水工程45处。"],
        fields={"项目编码": "50011223T000000000001", "业务主管部门": "示例区水利局", "预算执行率权重": "10"}, weight="30",
    )  # fmt: skip
    return sheet, [want]


def transfer() -> tuple[Sheet, list[Wanted]]:
    """中央对地方转移支付: funds of several treasuries, units of several ranks, blank rows of the template."""
    sheet = Sheet(["附件2", "中央对地方转移支付区域绩效目标表", "（2025年度）"])
    sheet.add(Box("转移支付（项目）名称", 2), Box("就业补助资金", 4))
    sheet.add(Box("中央主管部门", 2), Box("人力资源社会保障部", 4))
    sheet.add(Box("省级财政部门", 2), "示例省财政厅", Box("省级主管部门", 2), "示例省人社厅")
    sheet.add(Box("资金情况\n（万元）", 2, 3), Box("年度金额：", 2), Box("18,620.00", 2))
    sheet.add(Box("其中：中央财政资金", 2), Box("12,000.00", 2))
    sheet.add(Box("地方资金", 2), Box("6,620.00", 2))
    sheet.add("总\n体\n目\n标", Box("目标1：落实就业补贴政策。\n目标2：城镇新增就业2.6万人。", 5))
    sheet.add(Box("绩\n效\n指\n标", rows=7), "一级指标", "二级指标", Box("三级指标", 2), "指标值")
    sheet.add(Box("产出指标", rows=4), Box("数量指标", rows=2), Box("享受职业培训补贴人员数量", 2), "≥5000人次")
    sheet.add(Box("指标2：", 2), "")
    sheet.add("质量指标", Box("职业补贴发放准确率", 2), "≥98%")
    sheet.add("时效指标", Box("……", 2), "")
    sheet.add("效益指标", "社会效益指标", Box("城镇新增就业人数", 2), "≥2.6万人")
    sheet.add("满意度指标", "服务对象满意度指标", Box("公共就业服务满意度", 2), "≥85%")
    want = Wanted(
        "就业补助资金", "18620万元",
        [
            ("产出指标", "数量指标", "享受职业培训补贴人员数量", "≥5000人次"),
            ("产出指标", "质量指标", "职业补贴发放准确率", "≥98%"), ("效益指标", "社会效益指标", "城镇新增就业人数", "≥2.6万人"),
            ("满意度指标", "服务对象满意度指标", "公共就业服务满意度", "≥85%"),
        ],
        None, 2025, ["目标1：落实就业补贴政策。\n目标2：城镇新增就业2.6万人。"],
        fields={"中央主管部门": "人力资源社会保障部", "省级财政部门": "示例省财政厅", "省级主管部门": "示例省人社厅", "地方资金": "6,620.00"},
    )  # fmt: skip
    return sheet, [want]


def department() -> tuple[Sheet, list[Wanted]]:
    """部门整体支出: no project; a table of tasks above that of indicators."""
    sheet = Sheet(["2024年部门整体支出绩效目标申报表"])
    sheet.add("部门（单位）名称", Box("示例县统计局", 5))
    sheet.add(Box("年度主要任务", rows=3), "任务名称", Box("主要内容", 2), Box("预算金额（万元）", 2))
    sheet.add("日常统计", Box("完成月度、季度统计调查", 2), Box("120", 2))
    sheet.add("经济普查", Box("完成普查登记", 2), Box("80", 2))
    sheet.add("金额合计", Box("", 3), Box("200", 2))
    sheet.add("年度总体目标", Box("高质量完成统计调查和经济普查。", 5))
    sheet.add(Box("年度绩效指标", rows=5), "一级指标", "二级指标", "三级指标", "指标值", "备注")
    sheet.add(Box("产出指标", rows=2), "数量指标", "发布统计分析", "≥24篇", "")
    sheet.add("质量指标", "数据差错率", "≤1%", "")
    sheet.add("效益指标", "社会效益指标", "服务决策", "有效", "")
    sheet.add("满意度指标", "服务对象满意度指标", "数据使用者满意度", "≥90%", "")
    want = Wanted(
        "部门整体支出", None,
        [
            ("产出指标", "数量指标", "发布统计分析", "≥24篇"), ("产出指标", "质量指标", "数据差错率", "≤1%"),
            ("效益指标", "社会效益指标", "服务决策", "有效"), ("满意度指标", "服务对象满意度指标", "数据使用者满意度", "≥90%"),
        ],
        "示例县统计局", 2024, ["高质量完成统计调查和经济普查。"],
    )  # fmt: skip
    return sheet, [want]


def procurement() -> tuple[Sheet, list[Wanted]]:
    """政府采购: other words for everything, indicators by kind alone."""
    sheet = Sheet(["政府采购项目绩效目标表"])
    sheet.add("采购人", Box("示例市第二医院", 3))
    sheet.add("采购项目名称", "全自动生化分析仪", "采购方式", "公开招标")
    sheet.add("采购预算金额", "185万元", "预算年度", "2024")
    sheet.add("采购内容及用途", Box("购置生化分析仪1台，满足检验需求。", 3))
    sheet.add("绩效目标", Box("设备按期投用，提高检验效率。", 3))
    sheet.add("指标类型", "具体指标", "指标值", "备注")
    sheet.add("数量指标", "采购设备数量", "1台", "")
    sheet.add("质量指标", "设备验收合格率", "100%", "按合同")
    sheet.add("时效指标", "交货时间", "合同签订后60天内", "")
    sheet.add("成本指标", "采购成本", "≤185万元", "")
    sheet.add("社会效益指标", "检验报告时间缩短", "≥20%", "")
    want = Wanted(
        "全自动生化分析仪", "185万元",
        [
            ("产出指标", "数量指标", "采购设备数量", "1台"), ("产出指标", "质量指标", "设备验收合格率", "100%"),
            ("产出指标", "时效指标", "交货时间", "合同签订后60天内"), ("产出指标", "成本指标", "采购成本", "≤185万元"),
            ("效益指标", "社会效益指标", "检验报告时间缩短", "≥20%"),
        ],
        "示例市第二医院", 2024, ["设备按期投用，提高检验效率。"],
        fields={"采购方式": "公开招标", "采购内容及用途": "购置生化分析仪1台，满足检验需求。"},
    )  # fmt: skip
    return sheet, [want]


def halves() -> tuple[Sheet, list[Wanted]]:
    """88号's own form: the long-term goal's indicators left, the annual ones right, names of their own."""
    sheet = Sheet(["项目支出绩效目标申报表", "（2024年度）"])
    sheet.add("项目名称", Box("水库除险加固", 7))
    sheet.add("主管部门", Box("示例县水利局", 3), "实施单位", Box("示例水库管理所", 3))
    sheet.add("项目属性", Box("延续项目", 3), "项目期", Box("3年", 3))
    sheet.add(Box("项目资金（万元）", rows=2), "中期资金总额", Box("900", 2), Box("年度资金总额", 2), Box("300", 2))
    sheet.add("其中：财政拨款", Box("900", 2), Box("其中：财政拨款", 2), Box("300", 2))
    sheet.add(Box("总体目标", rows=2), Box("中期目标（2024年—2026年）", 3), Box("年度目标", 4))
    sheet.add(Box("完成3座水库除险加固。", 3), Box("完成1座水库除险加固。", 4))
    sheet.add(Box("绩效指标", rows=4), "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
    sheet.add(Box("产出指标", rows=2), "数量指标", "加固水库座数", "3座", "数量指标", "加固水库座数", "1座")
    sheet.add("质量指标", "竣工验收合格率", "100%", "质量指标", "单元工程合格率", "≥95%")
    sheet.add("效益指标", "社会效益指标", "保护耕地面积", "≥1.2万亩", "社会效益指标", "保护耕地面积", "≥0.4万亩")
    want = Wanted(
        "水库除险加固", "300万元",
        [
            ("产出指标", "数量指标", "加固水库座数", "1座"), ("产出指标", "质量指标", "单元工程合格率", "≥95%"),
            ("效益指标", "社会效益指标", "保护耕地面积", "≥0.4万亩"),
        ],
        "示例水库管理所", 2024, ["完成1座水库除险加固。"], ["完成3座水库除险加固。"],
        [
            ("产出指标", "数量指标", "加固水库座数", "3座"), ("产出指标", "质量指标", "竣工验收合格率", "100%"),
            ("效益指标", "社会效益指标", "保护耕地面积", "≥1.2万亩"),
        ],
        fields={"项目属性": "延续项目", "项目期": "3年"},
    )  # fmt: skip
    return sheet, [want]


def guangxi() -> tuple[Sheet, list[Wanted]]:
    """Two forms without 项目名称 as a label: the name in a line above; levels as rows across; budget in the cell's words."""
    sheet = Sheet(["2024年度财政支出项目绩效目标表", "项目名称：村道硬化工程", "申报单位：示例乡人民政府"])
    sheet.add("预算安排", Box("总额480万元，其中：财政拨款400万元", 4))
    sheet.add("项目内容", Box("硬化村道6公里。", 4))
    sheet.add("绩效目标", Box("改善3个村出行条件。", 4))
    sheet.add("序号", "二级指标", "绩效指标", "目标值", "标准来源")
    sheet.add(Box("一、产出指标", 5))
    sheet.add("1", "数量指标", "硬化村道里程", "6公里", "实施方案")
    sheet.add("2", "成本指标", "每公里造价", "≤80万元", "概算批复")
    sheet.add(Box("二、效益指标", 5))
    sheet.add("3", "社会效益指标", "受益人口", "≥2100人", "实施方案")
    sheet.add(Box("三、满意度指标", 5))
    sheet.add("4", "", "受益群众满意度", "≥90%", "问卷调查")
    want = Wanted(
        "村道硬化工程", "480万元",
        [
            ("产出指标", "数量指标", "硬化村道里程", "6公里"), ("产出指标", "成本指标", "每公里造价", "≤80万元"),
            ("效益指标", "社会效益指标", "受益人口", "≥2100人"), ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥90%"),
        ],
        "示例乡人民政府", 2024, ["改善3个村出行条件。"],
    )  # fmt: skip
    return sheet, [want]


FORMS: dict[str, Callable[[], tuple[Sheet, list[Wanted]]]] = {
    "北京": beijing, "广东": guangdong, "浙江": zhejiang, "四川": sichuan, "河北": hebei, "深圳": shenzhen, "重庆": chongqing,
    "转移支付": transfer, "部门整体": department, "政府采购": procurement, "两半": halves, "分节": guangxi,
}  # fmt: skip
