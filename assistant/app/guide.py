"""What stands beside empty pages: how it goes, and how to read where figures come from."""


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


def review_html() -> str:
    """Return the guide of the page 审核已有表."""
    steps = (
        ("放入文件", "去年的表、兄弟单位的表、部门整本都可以，一次可放多个。"),
        ("对照原文", "左边是文件原文，右边是读到的内容；拿不准的行标着请核对。"),
        ("看审核意见", "按评审口径列出错误、警告和提示，附依据条款和改法。"),
        ("带走结果", "下载批注件或审核意见表，或保存到我的项目接着改。"),
    )
    kinds = (
        ("Word", ".docx、.docm，批注加在原件里"),
        ("Excel", ".xlsx、.xlsm，批注加在原件里；.xls 给意见表"),
        ("PDF", "有文字层的，给意见表；扫描件请先识别"),
        ("其他", ".csv、.txt、.json"),
    )
    kind_items = "".join(f"<li><b>{name}</b>{text}</li>" for name, text in kinds)
    step_items = "".join(f"<li><b>{name}</b>{text}</li>" for name, text in steps)
    return (
        f'<div class="jx-guide"><h3>怎么用</h3><ol>{step_items}</ol><h3>可读的文件</h3><ul class="kinds">{kind_items}</ul>'
        "<p>文件在运行本助手的电脑上读取，未经您同意不发往别处，关闭页面即清除。</p></div>"
    )
