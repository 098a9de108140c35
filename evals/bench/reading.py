"""How fast files are read: 30 forms in each kind of file, the cost by number of rows, and memory for large files.

Run: python -m evals.bench.reading. Prints numbers; asserts nothing. PDF is measured where LibreOffice is there.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path

import docx
import openpyxl

from assistant.api import convert, read, write
from assistant.model import PerformanceTarget, from_json

ROOT = Path(__file__).resolve().parents[2]
FORMS = 30
REPEAT = 5
COLUMNS = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
# The largest size of this process alone, which only Linux tells.
MEMORY = """
import sys
from pathlib import Path
from assistant.api import read
read(Path(sys.argv[1]))
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


def samples() -> list[PerformanceTarget]:
    """Return 30 of the sample targets, laid out for 鄂州, whose form prints the most."""
    paths = sorted((ROOT / "examples" / "targets").glob("*.json"))[-FORMS:]
    return [convert(from_json(path.read_text(encoding="utf-8"))[0], "ezhou") for path in paths]


def long_file(path: Path, rows: int) -> Path:
    """Make a form of so many rows."""
    lines = [["项目名称", "任务", "预算数", "95万元", "", ""], COLUMNS]
    lines += [
        ["产出指标", "数量指标", f"第{at}项任务完成数量", "按计划完成", f"≥{at}个", "年度计划"]
        for at in range(1, rows + 1)
    ]
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for line in lines:
            sheet.append(line)
        book.save(path)
        return path
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(COLUMNS))
    first = table.rows[0]._tr
    for line in lines:
        row = deepcopy(first)
        for cell, text in zip(row.tc_lst, line, strict=True):
            cell.p_lst[0].add_r().text = text
        table._tbl.append(row)
    document.save(str(path))
    return path


def seconds(path: Path, repeat: int = REPEAT) -> float:
    """Return how long a file takes to read: the median of several times."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        read(path)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def megabytes(path: Path) -> str:
    """Return how much memory a process takes that reads a file; "?" where the system does not tell."""
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    return f"{float(run.stdout) / 1024:.0f} MB" if run.returncode == 0 else "?"


def to_pdf(path: Path) -> Path | None:
    """Return a Word file's PDF; None where LibreOffice is not there."""
    office = shutil.which("soffice")
    if office is None:
        return None
    profile = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path.with_suffix(".pdf")


def main() -> None:
    """Print the measures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        word = write(samples(), folder / "forms.docx")
        files = [word, write(samples(), folder / "forms.xlsx"), to_pdf(word)]
        for path in filter(None, files):
            print(f"read {FORMS} forms, {path.suffix:<6}{seconds(path):>8.3f} s   promised ≤ 1.5 s   {megabytes(path)}")
        for suffix in (".docx", ".xlsx"):
            for rows in (100, 1_000, 10_000):
                path = long_file(folder / f"{rows}{suffix}", rows)
                taken = seconds(path, 1)
                print(
                    f"{rows:>6,} rows, {suffix}: {taken:7.2f} s {taken / rows * 1e6:8.0f} µs a row   {megabytes(path)}"
                )


if __name__ == "__main__":
    main()
