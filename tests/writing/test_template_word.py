"""A unit's own Word template: filled by names, its look kept."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from assistant.model import Indicator, InputError, PerformanceTarget, UnreadableFileError, Value
from assistant.writing.template import fill_template, template_fields, template_left_out

Example = Callable[[str], PerformanceTarget]
W = nsdecls("w")


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def template(*lines: str, rows: list[list[str]] | None = None) -> bytes:
    """Paragraphs, then a table."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    return saved(document)


def filled(data: bytes, *targets: PerformanceTarget) -> Any:
    return docx.Document(io.BytesIO(fill_template(data, "docx", targets)))


def grid(table: Any) -> list[list[str]]:
    """Texts by row; a cell that goes on with the one above it is `^`."""
    return [
        ["^" if cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is not None
         and cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}").get(qn("w:val")) != "restart"
         else "".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row._tr.iter(qn("w:tc"))]
        for row in table.rows
    ]  # fmt: skip


def paragraphs(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


ROW = ["{{序号}}", "{{年度.一级指标}}", "{{二级指标}}", "{{三级指标}}", "{{指标值}}"]


def test_rows_are_repeated_and_equal_neighbours_merged(example: Example) -> None:
    target = example("003-02")
    document = filled(
        template("{{项目名称}}", rows=[["号", "一", "二", "三", "值"], ROW, ["说明", "", "", "", ""]]), target
    )
    rows = target.of_period("annual")
    found = grid(document.tables[0])
    assert len(found) == len(rows) + 2
    assert [row[3] for row in found[1:-1]] == [row.name for row in rows]
    assert [row[4] for row in found[1:-1]] == [str(row.value) for row in rows]
    assert [row[0] for row in found[1:-1]] == [str(number) for number in range(1, len(rows) + 1)]
    assert [row[1] for row in found[1:-1]] == [
        "^" if at and rows[at - 1].level1 == row.level1 else row.level1 for at, row in enumerate(rows)
    ]
    assert [row[2] for row in found[1:-1]].count("^") == 5
    assert found[-1][0] == "说明"
    assert paragraphs(document)[0] == target.project.name


def test_a_row_format_is_copied(example: Example) -> None:
    document = docx.Document(io.BytesIO(template(rows=[ROW])))
    row = document.tables[0].rows[0]
    row.height = 555_555
    row.cells[3].paragraphs[0].runs[0].bold = True
    shade = parse_xml(f'<w:shd {W} w:val="clear" w:fill="DDEBF7"/>')
    row.cells[3]._tc.get_or_add_tcPr().append(shade)
    table = filled(saved(document), example("003-02")).tables[0]
    assert {row.height for row in table.rows} == {docx.Document(io.BytesIO(saved(document))).tables[0].rows[0].height}
    assert all(row.cells[3].paragraphs[0].runs[0].bold for row in table.rows)
    assert len(list(table._tbl.iter(qn("w:shd")))) == len(table.rows)


def test_a_mark_split_over_runs_takes_the_first_runs_look(example: Example) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("项目：")
    paragraph.add_run("{").bold = True
    for part in ("{项目", "名", "称}", "}（全称）"):
        paragraph.add_run(part)
    (line,) = filled(saved(document), example("003-02")).paragraphs
    assert line.text == "项目：公共就业创业服务（全称）"
    assert [run.text for run in line.runs if run.bold] == ["公共就业创业服务"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{项目名称}}", "企业离退休遗属补助（死亡抚恤）"),
        ("{{ 项目名称 }}（{{年度}}）", "企业离退休遗属补助（死亡抚恤）（2025）"),
        ("｛｛项目名称｝｝", "企业离退休遗属补助（死亡抚恤）"),
        ("{{项目预算}}", "9万元"),
        ("{{项目预算(元)}}元", "90000元"),
        ("{{项目预算（万元）}}", "9"),
        ("{{财政资金}}、{{财政资金（元）}}", "9万元、90000"),
        ("{{年度目标1}}；{{年度目标2}}；{{年度目标3}}", "确保工作顺利进行；确保资金及时拨付；"),
        ("{{年度目标}}", "确保工作顺利进行\n确保资金及时拨付"),
        ("{{12月底}}", "100%"),
        ("{{资金性质}}", "□ 经费拨款  □ 非税收入  □ 政府性基金  □ 国有资本经营收入  □ 社会保险基金"),
        ("{{资金性质:非税收入}}非税收入", "□非税收入"),
        ("{不是标记} {{", "{不是标记} {{"),
    ],
)  # fmt: skip
def test_what_fields_print(written: str, shown: str, example: Example) -> None:
    document = filled(template("{{资金用途}}", written), example("004-02"))
    assert paragraphs(document)[1] == shown


def test_chosen_boxes_are_ticked(example: Example) -> None:
    target = example("003-02").model_copy(deep=True)
    target.project.fields["资金性质"] = "非税收入、经费拨款"
    text = "{{资金性质:经费拨款}}{{资金性质:非税收入}}{{资金性质:政府性基金}}"
    assert paragraphs(filled(template(text), target)) == ["☑☑□"]


def test_rows_for_one_kind_only(example: Example) -> None:
    rows = [
        ["产出指标", "数量指标", "{{年度.产出指标.数量指标.三级指标}}", "{{指标值}}"],
        ["产出指标", "质量指标", "{{年度.产出指标.质量指标.三级指标}}", "{{指标值}}"],
        ["满意度", "满意度", "{{年度.满意度指标.三级指标}}", "{{指标值}}"],
        ["", "生态效益", "{{年度.生态效益指标.三级指标}}", "{{指标值}}"],
    ]
    data = template(rows=rows)
    target = example("003-02")
    assert grid(filled(data, target).tables[0]) == [
        ["产出指标", "数量指标", "参加技能培训享受补贴人数", "≥210人"],
        ["^", "^", "发放培训生活费补贴人数", "≥3人"],
        ["产出指标", "质量指标", "培训合格率", "≥60%"],
        ["^", "^", "培训补贴发放准确率", "≥95%"],
        ["满意度", "满意度", "公众及服务对象满意度", "≥90%"],
        ["", "生态效益", "", ""],
    ]
    left = template_left_out(data, "docx", target)
    assert "指标“人均创业培训补贴标准”" in left
    assert "指标“培训合格率”" in left  # the long-term one
    assert {"长期目标", "年度目标", "项目名称", "项目预算", "申报单位"} <= set(left)


def test_printed_rows_are_used_up_first_and_merged_labels_grow(example: Example) -> None:
    document = docx.Document(
        io.BytesIO(template(rows=[["产出", "{{年度.数量指标.三级指标}}"]] * 3 + [["产出", "末行"]]))
    )
    table = document.tables[0]
    table.cell(2, 0).merge(table.cell(3, 0)).text = "产出"
    target = example("004-02").model_copy(deep=True)
    extra = [row.model_copy(update={"name": f"新增{number}"}) for row in target.indicators[:1] for number in range(4)]
    target.indicators += extra
    assert grid(filled(saved(document), target).tables[0]) == [
        ["产出", "享受补贴的人数"], ["产出", "新增0"], ["产出", "新增1"], ["^", "新增2"], ["^", "新增3"], ["^", "末行"],
    ]  # fmt: skip
    assert grid(filled(saved(document), example("004-02")).tables[0])[1:] == [["产出", ""], ["产出", ""], ["^", "末行"]]


def test_headers_footers_boxes_controls_and_nested_tables(example: Example) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{申报单位}}"
    section.footer.paragraphs[0].text = "{{项目名称}}"
    box = (
        f'<w:p {nsdecls("w", "wp", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        "<w:r><w:t>框前{{项目</w:t></w:r><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        "<w:txbxContent><w:p><w:r><w:t>{{年度}}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r><w:r><w:t>名称}}框后</w:t></w:r></w:p>"
    )
    control = (
        f"<w:sdt {W}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>{{{{项目预算}}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    for xml in (box, control):
        document.element.body[-1].addprevious(parse_xml(xml))
    outer = document.add_table(1, 1).cell(0, 0)
    inner = outer.add_table(2, 1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "{{资金用途}}", "{{年度.三级指标}}"
    target = example("004-02")
    found = filled(saved(document), target)
    texts = ["".join(text.text or "" for text in p.iter(qn("w:t"))) for p in found.element.body.iter(qn("w:p"))]
    assert any(text.startswith("框前") and text.endswith("框后") and target.project.name in text for text in texts)
    assert "2025" in texts
    assert "9万元" in texts
    assert target.project.purpose in texts
    assert set(texts) >= {row.name for row in target.indicators}
    assert found.sections[0].header.paragraphs[0].text == (target.project.unit or "")
    assert found.sections[0].footer.paragraphs[0].text == target.project.name


def test_several_targets_stand_on_pages_of_their_own(example: Example) -> None:
    document = docx.Document(io.BytesIO(template("{{项目名称}}", rows=[ROW])))
    document.add_paragraph("末段")
    document.sections[0].footer.paragraphs[0].text = "{{项目名称}}"
    document.sections[0].header.paragraphs[0].text = "都一样"
    targets = [example("003-02"), example("004-02"), example("002-03")]
    found = filled(saved(document), *targets)
    assert [paragraph.text for paragraph in found.paragraphs if paragraph.text != "末段"] == [
        target.project.name for target in targets
    ]
    assert [len(table.rows) for table in found.tables] == [len(target.of_period("annual")) for target in targets]
    assert len(found.sections) == 3
    assert [section.footer.paragraphs[0].text for section in found.sections] == [one.project.name for one in targets]
    assert {section.header.paragraphs[0].text for section in found.sections} == {"都一样"}
    assert [section.start_type for section in found.sections][1:] == [2, 2]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{% for x in y %}{{项目名称}}{% endfor %}", "% for x in y %"),
        ("{{项目名字}}", "项目名字"),
        ("{{季度.三级指标}}", "季度.三级指标"),
        ("{{年度.项目名称}}", "年度.项目名称"),
        ("{{申报单位(元)}}", "申报单位(元)"),
        ("{{}}", "{{}}"),
    ],
)  # fmt: skip
def test_unknown_names_are_told_with_those_that_exist(text: str, named: str, example: Example) -> None:
    with pytest.raises(InputError, match="不认识的标记") as caught:
        filled(template("{{项目名称}}", text), example("003-02"))
    said = str(caught.value)
    assert named in said
    assert all(known in said for known in ("项目名称", "指标值确定依据", "资金性质"))
    assert "\n" not in said
    fields = template_fields(template("{{项目名称}}", text), "docx", example("003-02"))
    assert "unknown" in {field.kind for field in fields}


def test_what_comes_in_is_not_looked_through_again(example: Example) -> None:
    target = example("004-02").model_copy(deep=True)
    target.project.name, target.indicators[0].name = "{{项目预算}}{% x %}", "{{年度}}<w:b/>&"
    document = filled(template("{{项目名称}}", rows=[["{{三级指标}}", "{{项目名称}}"]]), target)
    assert paragraphs(document)[0] == "{{项目预算}}{% x %}"
    assert grid(document.tables[0])[0] == ["{{年度}}<w:b/>&", "{{项目预算}}{% x %}"]


def test_open_figures_stay_and_stand_out(example: Example) -> None:
    target = example("004-02").model_copy(deep=True)
    target.indicators[0].value = Value.parse("≥【待核实】人")
    cell = filled(template(rows=[["{{三级指标}}", "值为{{指标值}}。"]]), target).tables[0].cell(0, 1)
    assert cell.text == "值为≥【待核实】人。"
    assert [run.text for run in cell.paragraphs[0].runs if run.font.highlight_color] == ["【待核实】"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (template("没有标记"), "模板里没有一个标记"),
        (template("{{三级指标}}"), "请写在表格的一行里"),
        (template(rows=[["{{年度.三级指标}}", "{{长期.指标值}}"]]), "要的不是同一类指标"),
    ],
)
def test_templates_that_cannot_be_filled_are_told(data: bytes, said: str, example: Example) -> None:
    with pytest.raises(InputError, match=said):
        fill_template(data, "docx", [example("003-02")])


def test_files_that_are_none_are_told(example: Example) -> None:
    with pytest.raises(UnreadableFileError, match="另存为"):
        fill_template(b"{{}}", "docx", [example("003-02")])
    with pytest.raises(UnreadableFileError, match="不是 Excel 文件"):
        fill_template(template("{{项目名称}}"), "xlsx", [example("003-02")])
    with pytest.raises(InputError, match="没有可以导出的项目"):
        fill_template(template("{{项目名称}}"), "docx", [])
    with pytest.raises(InputError, match="不能作模板"):
        fill_template(template("{{项目名称}}"), "pdf", [example("003-02")])  # type: ignore[arg-type]


def test_parts_that_hold_no_marks_stay_byte_for_byte(example: Example) -> None:
    data = template("{{项目名称}}")
    before, after = (
        zipfile.ZipFile(io.BytesIO(found)) for found in (data, fill_template(data, "docx", [example("003-02")]))
    )
    same = {name for name in before.namelist() if before.read(name) == after.read(name)}
    assert {"word/styles.xml", "word/settings.xml", "docProps/core.xml", "[Content_Types].xml"} <= same


def test_columns_of_unknown_forms_and_parts_of_values(example: Example) -> None:
    target = example("004-02").model_copy(deep=True)
    target.indicators = [
        Indicator(period="annual", level1="自创", level2="甲类", name=f"名{at}", value=Value.parse(text), extra={"备 注": f"注{at}"})
        for at, text in enumerate(("≥1550(人次)", "=2,740.5元", "12月底前完成", "98%满意", "优"))
    ]  # fmt: skip
    rows = [["{{自创.指标名称}}", "{{指标方向}}", "{{指标数值}}", "{{计量单位}}", "{{备注}}"]]
    assert grid(filled(template(rows=rows), target).tables[0]) == [
        ["名0", "≥", "1550", "人次", "注0"],
        ["名1", "=", "2740.5", "元", "注1"],
        ["名2", "", "12月底前完成", "", "注2"],
        ["名3", "", "98%满意", "", "注3"],
        ["名4", "", "优", "", "注4"],
    ]


def test_fields_are_listed_for_the_page(example: Example) -> None:
    target = example("003-02")
    data = template("{{项目名称}}、{{项目名称}}、{{无此名}}", rows=[["{{年度.一级指标}}", "{{指标值}}"]])
    fields = {field.mark: field for field in template_fields(data, "docx", target)}
    assert (fields["{{项目名称}}"].count, fields["{{项目名称}}"].text) == (2, target.project.name)
    assert fields["{{无此名}}"].kind == "unknown"
    assert fields["{{指标值}}"].rows == len(target.of_period("annual"))
    assert fields["{{指标值}}"].text == "=1200元/人"
    assert {field.kind for field in template_fields(data, "docx")} == {"field", "column", "unknown"}
