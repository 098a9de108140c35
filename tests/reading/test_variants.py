"""The samples' layouts with other projects in them: invented names, rows dropped and reordered, fresh damage."""

import re
from pathlib import Path
from random import Random

import pytest

from assistant.model import PerformanceTarget
from assistant.reading import read_text
from tests.reading import made_targets
from tests.reading.printers import PRINTERS, hangu_stacked


def rows(target: PerformanceTarget) -> list[tuple[str | None, ...]]:
    return [
        (row.period, row.level1, row.level2, row.name, row.description, str(row.value), row.basis)
        for row in target.indicators
    ]


@pytest.mark.parametrize("layout", PRINTERS)
@pytest.mark.parametrize("seed", range(12))
def test_other_projects_read_as_well(layout: str, seed: int) -> None:
    form, print_out = PRINTERS[layout]
    random = Random(seed)
    targets = [made_targets.vary(target, random) for target in getattr(made_targets, form)()]
    document = read_text(print_out(targets, random), "变体")
    assert [read.form for read in document] == [form] * len(targets)
    for target, read in zip(targets, document, strict=True):
        assert rows(read) == rows(target)
        assert read.goals == target.goals
        project = read.project
        assert (project.name, project.budget) == (target.project.name, target.project.budget)
        assert (project.unit, project.purpose) == (target.project.unit, target.project.purpose)
        if layout != "000":
            assert (project.year, project.fields) == (target.project.year, target.project.fields)


def test_scanned_ticks_and_year() -> None:
    random = Random(1)
    document = read_text(PRINTERS["000"][1](made_targets.ezhou(), random), "扫描件")
    assert {target.project.year for target in document} == {2026}
    assert all(target.project.fields == {"项目类型": "一次性项目", "资金性质": "经费拨款"} for target in document)


@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_categories_do_not_hang_on_names(root: Path, number: str) -> None:
    """The same documents with names that say nothing: each row keeps its place."""
    text = next((root / "examples/sources").glob(f"{number}_*")).read_text(encoding="utf-8")
    originals = list(read_text(text, number))
    names = sorted({row.name for target in originals for row in target.indicators})
    blank = {
        name: "事项" + "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{at:03d}")
        for at, name in enumerate(names)
    }
    sign = "|" if number == "001" else "\t"

    def renamed(cell: str) -> str:
        return cell.replace(cell.strip(), blank[cell.strip()]) if cell.strip() in blank else cell

    lines = [sign.join(renamed(cell) for cell in line.split(sign)) for line in text.split("\n")]
    read = list(read_text("\n".join(lines), number))
    for target, original in zip(read, originals, strict=True):
        places = [(row.period, row.level1, row.level2, row.name) for row in target.indicators]
        assert places == [(row.period, row.level1, row.level2, blank[row.name]) for row in original.indicators]


def test_cells_over_several_lines_and_blank_lines_within_a_row() -> None:
    text = hangu_stacked(made_targets.hangu(), Random(3))
    target = made_targets.hangu()[0]
    name = target.indicators[0].name
    cut = text.replace(f"\t{name}\n", f"\t{name[:2]}\n\n{name[2:]}\n", 1)
    assert cut != text
    assert rows(read_text(cut, "断行")[0]) == rows(target)


def test_description_may_be_blank() -> None:
    text = hangu_stacked(made_targets.hangu(), Random(3))
    blank = re.sub(r"\t本项目[^\n]+\n", "\t\n", text)
    assert all(row.description is None for row in read_text(blank, "空描述")[0].indicators)


def test_tables_that_differ_by_right_stay_different() -> None:
    target = made_targets.ezhou()[0]
    annual = target.of_period("annual")
    target.indicators = target.of_period("long_term") + annual[:4] + annual[6:]
    target.indicators[-1].name = "周边居民满意度"
    text = PRINTERS["003"][1]([target], Random(0))
    assert rows(read_text(text, "不同")[0])[-8:] == rows(target)[-8:]
