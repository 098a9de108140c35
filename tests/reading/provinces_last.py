"""A last handful of forms: marks in a column without a header, points of funds, last year's values, numbered labels."""

from collections.abc import Callable

from tests.reading.provinces import Wanted
from tests.reading.sheets import Box, Sheet

Printed = tuple[Sheet, list[Wanted]]


def ningxia() -> Printed:
    """宁夏: 必填 and 选填 beside level 2, under a header that covers both."""
    sheet = Sheet(["2023年自治区本级项目绩效目标申报表", "申报单位：示例县林草局\t\t单位：万元"])
    sheet.add("项目名称", Box("荒山造林", 2), "项目资金", Box("1260", 1))
    sheet.add("项目实施内容", Box("造林2万亩。", 4))
    sheet.add("项目绩效目标", Box("完成造林2万亩，改善生态。", 4))
    sheet.add("一级指标", Box("二级指标", 2), "三级指标", "指标值")
    sheet.add(Box("产出指标", rows=3), "数量指标", "必填", "造林面积（亩）", "20000")
    sheet.add("质量指标", "必填", "成活率（≥**%）", "85")
    sheet.add("时效指标", "选填", "", "")
    sheet.add("效益指标", "生态效益指标", "选填", "水土流失治理面积（亩）", "18000")
    want = Wanted(
        "荒山造林", "1260万元",
        [
            ("产出指标", "数量指标", "造林面积（亩）", "20000"), ("产出指标", "质量指标", "成活率（≥**%）", "85"),
            ("效益指标", "生态效益指标", "水土流失治理面积（亩）", "18000"),
        ],
        "示例县林草局", 2023, ["完成造林2万亩，改善生态。"], extra={"填报要求": "必填"},
    )  # fmt: skip
    return sheet, [want]


def shanxi() -> Printed:
    """山西 自评: funds with points, execution rate and score; total below."""
    sheet = Sheet(["2023年度项目支出绩效自评表"])
    sheet.add("项目名称", Box("禁毒宣传", 7))
    sheet.add("主管部门", Box("示例市公安局", 3), "实施单位", Box("示例市公安局禁毒支队", 3))
    sheet.add(Box("项目资金（万元）", rows=4), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    sheet.add("年度资金总额", "50.00", "48.00", "45.60", "10", "95%", "9.5")
    sheet.add("其中：当年财政拨款", "50.00", "48.00", "45.60", "—", "95%", "—")
    sheet.add("其他资金", "0", "0", "0", "—", "", "—")
    sheet.add(Box("年度总体目标", rows=2), Box("预期目标", 3), Box("实际完成情况", 4))
    sheet.add(Box("开展宣传活动24场。", 3), Box("开展宣传活动25场。", 4))
    sheet.add(Box("绩效指标", rows=5), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    sheet.add(Box("产出指标（50分）", rows=2), "数量指标", "宣传活动场次", "≥24场", "25场", "30", "30")
    sheet.add("时效指标", "活动完成时间", "12月底前", "11月", "20", "20")
    sheet.add("效益指标（30分）", "社会效益指标", "群众禁毒知晓率", "≥95%", "93%", "30", "28")
    sheet.add("满意度指标（10分）", "服务对象满意度指标", "群众满意度", "≥90%", "92%", "10", "10")
    sheet.add(Box("总分", 6), "100", "97.5")
    want = Wanted(
        "禁毒宣传", "50万元",
        [
            ("产出指标", "数量指标", "宣传活动场次", "≥24场"), ("产出指标", "时效指标", "活动完成时间", "12月底前"),
            ("效益指标", "社会效益指标", "群众禁毒知晓率", "≥95%"), ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
        ],
        "示例市公安局禁毒支队", 2023, ["开展宣传活动24场。"],
        fields={"实际完成情况": "开展宣传活动25场。", "年度资金总额·全年预算数": "48.00", "年度资金总额·全年执行数": "45.60"},
        extra={"实际完成值": "25场", "得分": "30"}, weight="30",
    )  # fmt: skip
    return sheet, [want]


def qinghai() -> Printed:
    """青海: last year's value beside this year's, a remark on it, goals in a merged cell."""
    sheet = Sheet(["预算项目绩效目标表", "（2025年度）"])
    sheet.add("项目名称", Box("藏医药传承", 6))
    sheet.add("预算部门", Box("示例州卫健委", 2), "预算单位", Box("示例州藏医院", 3))
    sheet.add("资金总额（万元）", Box("135", 2), "其中：财政资金", Box("120", 3))
    sheet.add("年度绩效目标", Box("培养藏医药人才40名。", 6))
    sheet.add("一级指标", "二级指标", "三级指标", "上年完成值", "本年指标值", "指标值说明", "权重")
    sheet.add("产出指标", "数量指标", "培养人才", "36名", "40名", "含进修", "40")
    sheet.add("产出指标", "质量指标", "考核合格率", "95%", "≥96%", "", "20")
    sheet.add("效益指标", "可持续影响指标", "传承机制", "初步建立", "健全", "", "30")
    want = Wanted(
        "藏医药传承", "135万元",
        [
            ("产出指标", "数量指标", "培养人才", "40名"), ("产出指标", "质量指标", "考核合格率", "≥96%"),
            ("效益指标", "可持续影响指标", "传承机制", "健全"),
        ],
        "示例州藏医院", 2025, ["培养藏医药人才40名。"], fields={"预算部门": "示例州卫健委", "财政拨款": "120万元"},
        extra={"上年完成值": "36名", "指标值说明": "含进修"}, weight="40",
    )  # fmt: skip
    return sheet, [want]


def jilin() -> Printed:
    """Labels with numbers, a period as a field, one indicator a line with what it contributes to."""
    sheet = Sheet(["财政支出项目绩效目标申报表", "填报日期：2024年9月10日"])
    sheet.add("1.项目名称", Box("粮食仓储", 4))
    sheet.add("2.申报单位", Box("示例市粮食局", 4))
    sheet.add("3.项目总投资（万元）", Box("320", 4))
    sheet.add("4.项目绩效总目标", Box("提升仓容5万吨。", 4))
    sheet.add("5.绩效指标", "指标类型", "指标名称", "计划指标值", "评价标准")
    sheet.add("", "数量指标", "新增仓容", "5万吨", "计划标准")
    sheet.add("", "质量指标", "验收合格率", "100%", "行业标准")
    sheet.add("", "社会效益指标", "保障粮食安全", "有效", "其他")
    want = Wanted(
        "粮食仓储", "320万元",
        [
            ("产出指标", "数量指标", "新增仓容", "5万吨"), ("产出指标", "质量指标", "验收合格率", "100%"),
            ("效益指标", "社会效益指标", "保障粮食安全", "有效"),
        ],
        "示例市粮食局", None, ["提升仓容5万吨。"],
    )  # fmt: skip
    return sheet, [want]


def xiamen() -> Printed:
    """厦门: unit and operator before the name, one goal per cell with a numbered list, remarks below."""
    sheet = Sheet(["示例市市级项目支出绩效目标表（2024年）"])
    sheet.add("项目名称", Box("海漂垃圾清理", 3), "项目编号", Box("2024-031", 2))
    sheet.add("项目主管部门", Box("示例市海洋局", 3), "项目执行单位", Box("示例市海洋中心", 2))
    sheet.add("预算金额（元）", Box("4,350,000.00", 3), "项目属性", Box("延续性", 2))
    sheet.add("项目年度目标", Box("1、清理海漂垃圾3000吨；2、保持海面整洁。", 6))
    sheet.add("一级指标", "二级指标", "指标名称", "指标方向", "目标值", "指标单位", "指标说明")
    sheet.add(Box("成本", rows=1), "经济成本", "单位清理成本", "不超过", "1450", "元/吨", "")
    sheet.add(Box("产出", rows=2), "数量", "清理垃圾量", "不少于", "3000", "吨", "全年")
    sheet.add("时效", "响应时间", "小于", "24", "小时", "")
    sheet.add("效益", "生态效益", "海面整洁度", "", "良好", "", "")
    sheet.add("注：请如实填写。", *[""] * 6)
    want = Wanted(
        "海漂垃圾清理", "4350000元",
        [
            ("成本指标", "经济成本指标", "单位清理成本", "≤1450元/吨"), ("产出指标", "数量指标", "清理垃圾量", "≥3000吨"),
            ("产出指标", "时效指标", "响应时间", "<24小时"), ("效益指标", "生态效益指标", "海面整洁度", "良好"),
        ],
        "示例市海洋中心", 2024, ["1、清理海漂垃圾3000吨；2、保持海面整洁。"],
        fields={"项目编号": "2024-031", "主管部门": "示例市海洋局", "项目属性": "延续性"},
    )  # fmt: skip
    return sheet, [want]


LAST: dict[str, Callable[[], Printed]] = {
    "宁夏": ningxia, "山西": shanxi, "青海": qinghai, "吉林": jilin, "厦门": xiamen,
}  # fmt: skip
