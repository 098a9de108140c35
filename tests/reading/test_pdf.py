"""PDF with a text layer: tables by their lines, over pages, turned, and without lines; what is no text is told."""

from pathlib import Path
from threading import Thread

import pytest

from assistant.model import Document, UnreadableFileError
from assistant.reading import read_document
from tests.reading.packages import HEAD, HEADER, READ, ROWS
from tests.reading.pdfs import LEFT, UP, Sheet, measured, pdf

WIDTHS = (60, 70, 110, 80, 80, 80)
LONG = "用于全市跨河桥梁的检测与加固维修，保障群众出行安全，延长桥梁使用年限，并对桥墩进行防腐处理"


def read(path: Path, sheets: list[Sheet]) -> Document:
    path.write_bytes(pdf(sheets))
    return read_document(path)


def rows(document: Document, target: int = 0) -> list[tuple[str, str, str, str]]:
    return [(row.level1, row.level2, row.name, str(row.value)) for row in document[target].indicators]


@pytest.mark.parametrize("bars", [False, True])
@pytest.mark.parametrize("centred", [False, True])
def test_merged_cells_and_wrapped_lines(tmp_path: Path, bars: bool, centred: bool) -> None:
    sheet = Sheet()
    sheet.text(200, 40, "项目支出绩效目标申报表（2026年度）")
    sheet.text(50, 60, "填报单位：示例市交通局")
    lines = [
        HEAD[:4] + (LEFT, LEFT),
        ("年度绩效目标", LONG, LEFT, LEFT, LEFT, LEFT),
        HEADER,
        ROWS[0],
        (UP, UP, "加固桥墩数量（含引桥和匝道桥墩，不含人行天桥）", "", "≥12个", "年度计划"),
        ROWS[2],
    ]
    sheet.table(50, 80, WIDTHS, lines, bars, centred)
    document = read(tmp_path / "桥.pdf", [sheet])
    assert rows(document) == [
        READ[0],
        (*READ[1][:2], "加固桥墩数量（含引桥和匝道桥墩，不含人行天桥）", "≥12个"),
        READ[2],
    ]
    assert document[0].goals[0].text == LONG
    assert (document[0].project.year, document[0].project.unit) == (2026, "示例市交通局")
    assert document.notes == []


def test_paragraphs_in_a_cell_stay_apart(tmp_path: Path) -> None:
    goal = "1. 加固桥梁3座；\n2. 桥墩防腐；\n" + LONG
    sheet = Sheet()
    sheet.table(50, 40, WIDTHS, [HEAD, ("年度绩效目标", goal, LEFT, LEFT, LEFT, LEFT), HEADER, *ROWS])
    assert read(tmp_path / "桥.pdf", [sheet])[0].goals[0].text == goal


def test_places_are_pages_and_rows(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    first.text(50, 40, "目录")
    second.text(50, 40, "项目支出绩效目标申报表")
    second.table(50, 60, WIDTHS, [HEAD, HEADER, *ROWS])
    places = read(tmp_path / "桥.pdf", [first, second]).places[0]
    assert [(place.part, place.row) for place in places.rows if place] == [(1, 3), (1, 4), (1, 5)]


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("numbers", ["- {} -", "第{}页", "第 {} 页 共 2 页", "{}/2", "{}"])
def test_a_form_over_two_pages(tmp_path: Path, repeated: bool, numbers: str) -> None:
    first, second = Sheet(), Sheet()
    for number, sheet in enumerate((first, second), 1):
        sheet.text(220, 30, "示例市交通局部门预算")
        sheet.text(290, 820, numbers.format(number))
    first.table(50, 60, WIDTHS, [HEAD, HEADER, ROWS[0]])
    more = ("", "", "加固引桥数量", "", "=2座", "年度计划")
    second.table(
        50,
        60,
        WIDTHS,
        [*([HEADER] if repeated else []), more, ("", "质量指标", "合格率", "", "=100%", "行业标准"), ROWS[2]],
    )
    document = read(tmp_path / "桥.pdf", [first, second])
    assert len(document) == 1
    assert rows(document) == [
        READ[0], ("产出指标", "数量指标", "加固引桥数量", "=2座"), ("产出指标", "质量指标", "合格率", "=100%"), READ[2],
    ]  # fmt: skip
    assert [place.part for place in document.places[0].rows if place] == [0, 1, 1, 1]


def test_a_category_centred_on_the_second_page(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    first.table(50, 60, WIDTHS, [HEAD, HEADER, ("", "", *ROWS[0][2:]), (UP, UP, *ROWS[1][2:])])
    second.table(
        50,
        60,
        WIDTHS,
        [
            ("产出指标", "数量指标", "加固引桥数量", "", "=2座", "年度计划"),
            (UP, UP, "加固护栏长度", "", "≥5公里", "年度计划"),
            ROWS[2],
        ],
    )
    assert rows(read(tmp_path / "桥.pdf", [first, second])) == [
        READ[0], READ[1], ("产出指标", "数量指标", "加固引桥数量", "=2座"), ("产出指标", "数量指标", "加固护栏长度", "≥5公里"), READ[2],
    ]  # fmt: skip


def test_merged_cells_that_have_no_border_on_the_next_page(tmp_path: Path) -> None:
    first, second, third = Sheet(), Sheet(), Sheet()
    first.table(50, 60, WIDTHS, [HEAD, HEADER, ROWS[0]])
    second.table(
        180, 60, WIDTHS[2:], [("加固引桥数量", "", "=2座", "年度计划"), ("加固护栏长度", "", "≥5公里", "年度计划")]
    )
    third.table(50, 60, WIDTHS, [ROWS[2]])
    assert rows(read(tmp_path / "桥.pdf", [first, second, third])) == [
        READ[0], ("产出指标", "数量指标", "加固引桥数量", "=2座"), ("产出指标", "数量指标", "加固护栏长度", "≥5公里"), READ[2],
    ]  # fmt: skip


def test_a_row_cut_by_the_page_end(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    first.table(50, 60, WIDTHS, [HEAD, HEADER, ROWS[0], ("", "", "按计划完成全市跨河桥", "", "≥12个", "年度计划")])
    second.table(50, 60, WIDTHS, [("", "", "梁桥墩加固数量", "", "", ""), ROWS[2]])
    names = [name for _, _, name, _ in rows(read(tmp_path / "桥.pdf", [first, second]))]
    assert names == ["加固桥梁数量", "按计划完成全市跨河桥梁桥墩加固数量", "群众满意度"]


def test_forms_of_one_page_each_keep_their_heads(tmp_path: Path) -> None:
    sheets: list[Sheet] = []
    for name in ("桥梁加固", "隧道加固", "道路加固"):
        sheet = Sheet()
        sheet.text(200, 40, "项目支出绩效目标申报表（2026年度）")
        sheet.text(50, 60, "填报单位：示例市交通局")
        sheet.table(50, 80, WIDTHS, [("项目名称", name, *HEAD[2:]), HEADER, *ROWS])
        sheets.append(sheet)
    document = read(tmp_path / "桥.pdf", sheets)
    assert [(target.project.name, target.project.year, target.project.unit) for target in document] == [
        ("桥梁加固", 2026, "示例市交通局"), ("隧道加固", 2026, "示例市交通局"), ("道路加固", 2026, "示例市交通局"),
    ]  # fmt: skip


TURNS = {
    "page turned right": (90, "0 1 -1 0 595 0 cm"), "page turned left": (270, "0 -1 1 0 0 842 cm"), "upside down": (180, "-1 0 0 -1 595 842 cm"),
    "text turned, page not": (0, "0 1 -1 0 595 0 cm"),
}  # fmt: skip


@pytest.mark.parametrize("turn", TURNS)
def test_turned_pages(tmp_path: Path, turn: str) -> None:
    rotation, matrix = TURNS[turn]
    sheet = Sheet(width=842, height=595) if "0 0" not in matrix[:5] and rotation != 180 else Sheet()
    sheet.table(50, 40, WIDTHS, [HEAD, HEADER, *ROWS])
    turned = Sheet(attributes=f"/Rotate {rotation}", commands=[matrix, *sheet.commands])
    assert rows(read(tmp_path / "横.pdf", [turned])) == READ


def test_open_sides(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.table(50, 40, WIDTHS, [HEAD, HEADER, *ROWS])
    sheet.commands = [each for each in sheet.commands if not (each.endswith("l S") and _is_side(each))]
    assert rows(read(tmp_path / "开.pdf", [sheet])) == READ


def _is_side(command: str) -> bool:
    x0, _, _, x1, *_ = command.split()  # x y m x y l S
    return x0 == x1 and x0 in ("50", str(50 + sum(WIDTHS)))


@pytest.mark.parametrize("pitch", [22, 15])
def test_without_lines(tmp_path: Path, pitch: int) -> None:
    sheet = Sheet()
    lines = [HEAD[:4], HEADER, ROWS[0], ("", "", *ROWS[1][2:]), ROWS[2]]
    places = (40, 110, 220, 330, 410, 480)
    for at, line in enumerate(lines):
        for x, text in zip(places, line, strict=False):
            if text:
                sheet.text(x, 60 + pitch * at, text)
    document = read(tmp_path / "无线.pdf", [sheet])
    assert rows(document) == READ
    assert any("没有边框" in note.message for note in document.notes)


def test_a_seal_or_a_frame_around_the_table_changes_nothing(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.table(50, 60, WIDTHS, [HEAD, HEADER, *ROWS])
    sheet.commands += ["20 20 555 802 re S", "0.9 g 50 700 480 30 re f", "100 100 m 200 200 300 100 400 150 c S"]
    assert rows(read(tmp_path / "框.pdf", [sheet])) == READ


PICTURE = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream"


def test_scans_are_told(tmp_path: Path) -> None:
    path = tmp_path / "扫描.pdf"
    path.write_bytes(pdf([Sheet()]))
    with pytest.raises(UnreadableFileError, match="扫描件（没有文字层），请先用文字识别"):
        read_document(path)


def test_a_scanned_page_among_others_is_noted(tmp_path: Path) -> None:
    form, scan = Sheet(), Sheet()
    form.table(50, 60, WIDTHS, [HEAD, HEADER, *ROWS])
    scan.commands = ["q 500 0 0 700 50 50 cm /I Do Q"]
    path = tmp_path / "扫描.pdf"
    data = pdf([form, scan], extra=[PICTURE]).replace(b"/F 3 0 R >> >>", b"/F 3 0 R >> /XObject << /I 10 0 R >> >>")
    path.write_bytes(data)
    document = read_document(path)
    assert rows(document) == READ
    assert [note.message for note in document.notes] == [
        "第 2 页是图片，没有文字层，没有读入；请先用文字识别（OCR）软件处理"
    ]


def test_password(tmp_path: Path) -> None:
    path = tmp_path / "密.pdf"
    key = "<" + "00" * 32 + ">"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O {key} /U {key} >> /ID [<00> <00>]"
    path.write_bytes(pdf([Sheet()], trailer=encrypt))
    with pytest.raises(UnreadableFileError, match="加了密码.*另存为不加密的 PDF"):
        read_document(path)


def test_garbled_text_is_told(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(50, 50, "\ue123" * 40)
    path = tmp_path / "乱码.pdf"
    path.write_bytes(pdf([sheet]))
    with pytest.raises(UnreadableFileError, match="乱码|扫描件"):
        read_document(path)


def test_too_many_pages_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.reading.pdf import reader

    monkeypatch.setattr(reader, "MOST_PAGES", 1)
    form = Sheet()
    form.table(50, 60, WIDTHS, [HEAD, HEADER, *ROWS])
    document = read(tmp_path / "长.pdf", [form, Sheet()])
    assert rows(document) == READ
    assert [note.message for note in document.notes] == ["文件有 2 页，只读了前 1 页"]


def test_several_readers_at_once(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.table(50, 60, WIDTHS, [HEAD, HEADER, *ROWS])
    path = tmp_path / "桥.pdf"
    path.write_bytes(pdf([sheet]))
    found: list[object] = []
    threads = [Thread(target=lambda: found.append(rows(read_document(path)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [READ] * 8


def test_measure() -> None:
    assert measured("中a") == pytest.approx(15.75)


def test_a_title_and_the_line_below_it_are_two(tmp_path: Path) -> None:
    """Both are short and of a length: neither reaches the edge of running text."""
    sheet = Sheet()
    sheet.text(40, 40, "项目绩效目标申报表")
    sheet.text(40, 56, "申报单位：县气象局")
    sheet.table(
        40, 70, [120, 120, 160, 100],
        [
            ["项目名称", "人工影响天气", "预算金额", "36万元"], ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "增雨作业次数", "≥20次"],
        ],
    )  # fmt: skip
    found = read(tmp_path / "表.pdf", [sheet])
    assert found[0].project.unit == "县气象局"
    assert rows(found) == [("产出指标", "数量指标", "增雨作业次数", "≥20次")]


@pytest.mark.parametrize(
    "text", ["eNá!J%î金+目¯&Íàý¡Û", "3b eN J% 4 9s S l14k"], ids=["western signs", "no Chinese sign"]
)
def test_letters_that_the_file_does_not_name(text: str, tmp_path: Path) -> None:
    sheet = Sheet()
    for line in range(6):
        sheet.text(40, 40 + 20 * line, text)
    with pytest.raises(UnreadableFileError, match="乱码"):
        read(tmp_path / "表.pdf", [sheet])
