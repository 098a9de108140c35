"""Files that cannot be read: one Chinese sentence each, that says what to do."""

from pathlib import Path

import pytest

from assistant.model import UnreadableFileError, to_json
from assistant.reading import read_document
from tests.reading import made_targets


def failure(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    message = str(caught.value)
    assert caught.value.path == str(path)
    assert "\n" not in message
    assert not message.isascii()
    return message


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("目标表.doc", "另存为 .docx"), ("目标表.wps", "另存为 .docx"), ("目标表.xls", "另存为 .xlsx"), ("目标表.et", "另存为 .xlsx"),
        ("目标表.PDF", "转为 .docx"), ("目标表.png", "文字识别"), ("目标表.zip", "解压"), ("目标表.exe", "可读的文件有"),
    ],
)  # fmt: skip
def test_other_kinds_of_files(tmp_path: Path, name: str, advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0 content")
    message = failure(path)
    assert advice in message
    assert name in message


def test_missing_file(tmp_path: Path) -> None:
    assert "找不到文件" in failure(tmp_path / "没有.docx")
    assert "找不到文件" in failure(tmp_path / "没有.doc")


def test_folder(tmp_path: Path) -> None:
    assert "是文件夹" in failure(tmp_path)


@pytest.mark.parametrize("name", ["空.txt", "空.docx", "空.xlsx", "空.json"])
@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_empty_file(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert "空文件" in failure(path)


@pytest.mark.parametrize("content", [bytes(range(256)) * 4, b"\x00\x01\x02 text", b"\xff\xfe\x00\xd8"])
def test_binary_file_called_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "乱码.txt"
    path.write_bytes(content)
    assert "编码无法识别" in failure(path)


@pytest.mark.parametrize(("name", "kind"), [("坏.docx", "Word"), ("坏.xlsx", "Excel")])
@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 encrypted", "项目名称".encode()])
def test_damaged_office_file(tmp_path: Path, name: str, kind: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    message = failure(path)
    assert f"不是完整的 {kind} 文件" in message
    assert message.startswith(f"“{name}”")


@pytest.mark.parametrize("content", ["{", "[]x", '{"form": 3}', "3", '[{"schema": 2}]'])
def test_json_that_is_no_target(tmp_path: Path, content: str) -> None:
    path = tmp_path / "目标.json"
    path.write_text(content, encoding="utf-8")
    assert "目标.json" in failure(path)


def test_json_of_one_and_of_several(tmp_path: Path) -> None:
    targets = made_targets.hangu()
    path = tmp_path / "目标.json"
    path.write_text(to_json(targets), encoding="utf-8")
    assert list(read_document(path)) == targets
    path.write_text(to_json(targets[0]), encoding="utf-8-sig")
    assert list(read_document(path)) == targets[:1]


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-8", "\t")])
def test_csv(tmp_path: Path, encoding: str, sign: str) -> None:
    target = made_targets.ezhou()[0]
    lines = [["项目支出绩效目标批复表"], ["申报单位：", target.project.unit or ""], ["金额单位：万元"]]
    lines += [["项目名称", target.project.name, "项目预算", "680"]]
    lines += [["长期绩效目标1", target.goals[0].text], ["年度绩效目标1", target.goals[1].text]]
    for period, title in (("long_term", "长期"), ("annual", "年度")):
        lines += [[f"{title}绩效目标表"], ["目标名称", "一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据"]]
        lines += [
            ["", row.level1, row.level2, row.name, str(row.value), row.basis or ""]
            for row in target.indicators
            if row.period == period
        ]
    path = tmp_path / "目标.csv"
    path.write_text("\n".join(sign.join(cells) for cells in lines), encoding=encoding)
    assert list(read_document(path)) == [target]
