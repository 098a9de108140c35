"""The layouts: of each of the 20 forms its own, and a dozen in other orders and wordings."""

from tests.reading.printers_general import (
    Layout,
    central_head,
    funds_head,
    inline_head,
    label_unit_head,
    notice_head,
    tick_head,
    yuan_head,
)

ONE, TWO, NAME, VALUE = ("一级指标", "level1"), ("二级指标", "level2"), ("三级指标", "name"), ("指标值", "value")
_STANDARD = Layout((ONE, TWO, NAME, VALUE))
_REPORT = Layout(
    (
        ONE, TWO, NAME, ("年度指标值", "value"), ("实际完成值", "actual"), ("分值", "weight"), ("得分", "score"),
        ("偏差原因分析及改进措施", "reason"),
    ),
    head=funds_head, title="{year}年度项目支出绩效自评表", frame="绩效指标",
)  # fmt: skip

# Each form as its `layout` says.
OWN: dict[str, Layout] = {
    "h01": Layout((ONE, TWO, NAME, ("指标值及单位", "value"), ("绩效标准", "basis")), template=True),
    "h02": Layout((ONE, TWO, NAME, ("指标值及单位", "value"), ("绩效标准", "basis")), levels="first"),
    "h04": Layout(
        (
            ONE, TWO, NAME, ("指标性质", "operator"), ("指标值", "number"), ("度量单位", "unit"),
            ("实际完成值", "actual"), ("分值", "weight"), ("得分", "score"), ("偏差原因分析及改进措施", "reason"),
        ),
        head=yuan_head, title="公开14表 项目支出绩效自评表",
    ),
    "h05": Layout(
        (ONE, TWO, NAME, ("预期指标值", "value"), ("实际完成指标值", "actual"), ("分值", "weight")),
        head=label_unit_head, template=True, title="{year}年度预算项目绩效自评表",
    ),
    "h06": Layout(
        (ONE, TWO, NAME, ("分值", "weight"), ("目标值", "value"), ("完成值", "actual")), head=funds_head,
        extra_rows=(
            ("项目决策", "项目立项", "立项规范性", "规范"), ("项目决策", "绩效目标", "目标合理性", "合理"),
            ("项目管理", "资金管理", "资金到位率", "100%"), ("项目管理", "资金管理", "预算执行率", "100%"),
        ),
    ),
    "h08": Layout((ONE, TWO, NAME, ("绩效指标描述", "basis_as_description"), ("指标值", "value"))),
    "h09": Layout((ONE, TWO, NAME, ("绩效指标描述", "explain"), ("指标值", "value"))),
    "h10": Layout(
        (
            ONE, TWO, NAME, ("指标性质", "direction"), ("指标方向", "words"), ("目标值", "number"), ("计量单位", "unit"),
            ("分值", "weight"),
        ),
        levels="repeated", title="表11 项目支出绩效目标表",
    ),
    "h12": _STANDARD,
    "h15": Layout(
        (ONE, TWO, NAME, ("指标解释", "explain"), ("指标方向", "operator"), ("目标值", "town")),
        below={"目标值": ("笏石镇", "埭头镇")},
    ),
    "h18": Layout((ONE, TWO, NAME, ("指标值（包含数字及文字描述）", "value")), frame="绩效指标"),
    "h19": Layout((ONE, TWO, ("三级指标", "name"), ("指标值", "value")), levels="first"),
    "h20": Layout((ONE, TWO, ("指标内容", "name"), ("指标值", "value"))),
    "h22": Layout(_REPORT.columns, head=yuan_head),
    "h26": Layout(
        (ONE, TWO, NAME, ("预期指标值", "value"), ("实际完成指标值", "actual"), ("权重", "weight")),
        head=funds_head, title="{year}年项目支出绩效自评表",
    ),
    "h28": Layout((ONE, TWO, NAME, ("指标值", "value"), ("全年实际完成值", "actual")), head=tick_head),
    "h33": Layout(
        (ONE, TWO, NAME, ("目标值", "value")), frame="绩效指标",
        levels_as={
            "产出指标": "预期产出", "效果指标": "预期效果", "时效指标": "时效指标（工期、形象进度）",
            "预算(或投资规模)控制指标": "预算（或投资规模）控制指标",
        },
    ),
    "h34": Layout((("一級指標", "level1"), ("二級指標", "level2"), ("三級指標", "name"), ("目標值", "value"), ("完成值", "actual"))),
    "h36": _STANDARD,
    "h39": Layout(_STANDARD.columns, head=notice_head, title="扶贫资金项目绩效目标申报表"),
}  # fmt: skip

# Other orders and wordings.
ORDERS: dict[str, Layout] = {
    "value before name": Layout((ONE, TWO, ("年度指标值", "value"), ("指标名称", "name"), ("备注", "reason"))),
    "levels last": Layout((("指标名称", "name"), ("目标值", "value"), ONE, TWO), levels="repeated"),
    "numbered": Layout((("序号", "no"), ONE, TWO, ("指标内容", "name"), ("计划值", "value"), ("权重", "weight"))),
    "sections": Layout(
        (TWO, ("三级指标", "name"), ("绩效目标值", "value"), ("评分标准", "rule")), levels="sections", head=inline_head
    ),
    "parts apart": Layout(
        (
            ONE, TWO, ("绩效指标", "name"), ("比较符", "words"), ("年初目标值", "number"), ("计量单位", "unit"),
            ("依据", "basis"), ("说明", "explain"),
        ),
        head=label_unit_head,
    ),
    "unit before figure": Layout(
        (ONE, TWO, NAME, ("度量单位", "unit"), ("运算符号", "operator"), ("预期值", "number"), ("来源", "basis"))
    ),
    "all of 101号": Layout(
        (
            ("指标解释", "explain"), ONE, TWO, NAME, VALUE, ("取值方式", "method"), ("数据来源", "data"), ("分值（权重）", "weight"),
            ("评分规则", "rule"),
        ),
        head=central_head,
    ),
    "kinds": Layout((("指标类型", "level1"), ("二级指标", "level2"), ("指标名称", "name"), ("目标值", "value")), levels="first"),
    "投入产出结果": Layout((("投入·产出·结果", "level1"), TWO, NAME, ("预期目标值", "value")), head=inline_head),
    "self-evaluation": _REPORT,
    "framed, notes first": Layout(
        (("备注", "reason"), ONE, TWO, NAME, ("设定依据", "basis"), ("指标值", "value")), frame="年度绩效指标"
    ),
    "weights first": Layout(
        (("分值", "weight"), ONE, TWO, NAME, ("指标方向", "operator"), ("指标值", "number"), ("指标值单位", "unit")),
        levels="first", head=tick_head,
    ),
}  # fmt: skip
