"""What stands beside the empty form: how it goes, and how to read where figures come from."""


def html() -> str:
    """Return the guide; no text of a user in it."""
    steps = (
        ("填写项目", "名称、预算、资金用途。数字写进用途或已知数据里。"),
        ("看草稿写出", "目标与指标逐条出现，可随时停止，已写出的都留着。"),
        ("校验与修改", "右侧列出评审会提的问题，改一处、更新一处。"),
        ("导出", "按所选表式的版面存为 Word 或 Excel。"),
    )
    sources = (
        ("input", "来自填写", "引自资金用途、已知数据的原话"),
        ("budget", "预算推算", "由预算按算术得出"),
        ("standard", "行业惯例", "有名称的标准或通行做法"),
        ("example", "样例", "取自样例库中的同类项目"),
        ("unconfirmed", "待核实", "没有依据，须由您查实填写"),
    )
    step_items = "".join(f"<li><b>{name}</b>{text}</li>" for name, text in steps)
    source_items = "".join(
        f'<li><span class="jx-source {kind}">{name}</span>{text}</li>' for kind, name, text in sources
    )
    return (
        f'<div class="jx-guide"><h3>怎么用</h3><ol>{step_items}</ol>'
        f"<h3>每个数字都标明来源</h3><ul>{source_items}</ul>"
        "<p>助手不编造数字；没有出处的一律标为待核实。</p></div>"
    )
