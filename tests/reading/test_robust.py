"""Whatever stands in a text, reading ends soon, with a document or with one clear sentence."""

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.model import Document, UnreadableFileError
from assistant.reading import read_text
from assistant.reading.layout.narrative import number

_ROOT = Path(__file__).resolve().parent.parent.parent
_TEXTS = [path.read_text(encoding="utf-8") for path in sorted((_ROOT / "examples/sources").glob("00[0-3]*.txt"))]
_BOOK = next((_ROOT / "examples/sources").glob("004*.txt")).read_text(encoding="utf-8")
_TEXTS.append(_BOOK[:2000] + _BOOK[_BOOK.index("第二部分") :][:6000])
_SCRAPS = [
    "\t", "|", "\n", "\n\n", "$\\geq 90\\%$", "数量指标", "满意度指标", "双 里指怀", "<p>", "☑", "项目名称", "0" * 50, "=", "", "指标",
    "﷽", "\x0c",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.sampled_from(_TEXTS),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(_SCRAPS) | st.text(max_size=8)), max_size=12),
)  # fmt: skip
def test_mutated_samples(text: str, changes: list[tuple[float, int, str]]) -> None:
    for place, length, scrap in changes:
        at = int(place * len(text))
        text = text[:at] + scrap + text[at + length :]
    started = time.process_time()
    try:
        read = read_text(text, "样本")
    except UnreadableFileError as error:
        message = str(error)
    else:
        message = "样本" if isinstance(read, Document) and all(target.form for target in read) else ""
    assert "样本" in message
    assert time.process_time() - started < 5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        read_text(text, "随意")


@pytest.mark.parametrize(
    "long", ["1" * 20_000, "数量指标" * 5_000, "≥" * 20_000, "（" * 20_000, "$" * 20_000, "<p" * 10_000]
)
def test_absurd_cells_do_not_hang(long: str) -> None:
    text = _TEXTS[3].replace("职业技能评价督导工作成本", long, 1)
    started = time.process_time()
    assert len(read_text(text, "长格")) == 2
    assert time.process_time() - started < 3


def test_many_rows_take_linear_time() -> None:
    row = "\t\t\t第{}项任务完成数量\t≥{}个\t计划标准\t"
    lines = _TEXTS[3].split("\n")
    at = next(index for index, line in enumerate(lines) if "数量指标" in line)
    random = Random(0)
    many = [row.format(index, random.randrange(1, 99)) for index in range(4_000)]
    started = time.process_time()
    document = read_text("\n".join(lines[: at + 1] + many + lines[at + 1 :]), "大表")
    assert len(document[0].indicators) == 24 + 4_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十八", 28), ("一百零三", 103), ("7", 7)]
)
def test_numbers_of_items(text: str, value: int) -> None:
    assert number(text) == value
