"""Pictures of every page for docs/images, at the two sizes that clerks have: `python -m tests.support.screenshots [page …]`.

A workspace is made for them (a department's batch drafted offline, last year's forms, two runs of the evals), served, and
photographed in headless Chromium; pictures are reduced to a palette, so that a page is some tens of kilobytes.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from assistant import api
from assistant.drafting.brief import Brief
from assistant.worker import Worker
from assistant.workspace import LOCAL_OWNER
from assistant.workspace.drafts import Workspace
from tests.support.full_workspace import fill, sample_targets

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/images"
SIZES = ((1366, 768), (1920, 1080))
EXACT = 64
PROJECTS = (
    ("养老护理员职业技能培训补贴", "62万元", "全年举办培训班6期，培训护理员300人，每人补贴1500元，共45万元；授课20人次，课酬6万元；11月底前完成"),
    ("高校毕业生就业见习补贴", "900万元", "为全市2000名离校未就业高校毕业生发放就业见习补贴，每人每月1500元，共3个月，每月20日前发放到账"),
    ("办公楼消防设施改造", "85.5万元", "更换消防管道800米，更新自动报警主机2台，10月底前完工，工程一次验收合格"),
    ("历史档案数字化", "48万元", "扫描历史档案12万页，建立目录数据库1个，方便群众查档，11月底前完成"),
    ("人社信息系统运行维护", "120万元", "运维人社信息系统5套，7×24小时值守，故障响应时间不超过30分钟，每季度巡检1次"),
    ("劳动人事争议调解仲裁", "36万元", "聘请兼职仲裁员20人，全年办理劳动争议案件600件，法定时限内结案"),
    ("春风行动系列招聘会", "30万元", "举办线下招聘会12场，参会企业600家，提供岗位8000个，3月底前完成"),
    ("社会保障卡制发", "30万元", "制发社会保障卡5万张，每张6元，申领后5个工作日内发放"),
    ("窗口服务设备采购", "12万元", "采购窗口叫号设备10台，每台1.2万元，8月底前安装完毕并投入使用"),
    ("乡村道路改造", "120万元", "改造乡村道路3公里，方便沿线村民出行，9月底前完工"),
)  # fmt: skip
Shot = Callable[[Any, str, Path], None]


def briefs() -> list[Brief]:
    """Return the department's projects."""
    return [
        Brief.of(name, budget, purpose, "ezhou", 2027, "市人力资源和社会保障局") for name, budget, purpose in PROJECTS
    ]


def seed(home: Path) -> dict[str, str]:
    """Make the workspace; return the ids that pages are opened with."""
    home.mkdir(parents=True)
    drafts = Workspace(f"sqlite:///{home / 'workspace.db'}")
    for id_ in fill(drafts, 47)[:40:8]:
        drafts.archive(id_, LOCAL_OWNER)
    worker = Worker(drafts).start()
    batch = worker.submit_batch(LOCAL_OWNER, briefs(), "offline", "2027年度市人社局项目清单")
    deadline = time.monotonic() + 120
    while not worker.batch(LOCAL_OWNER, batch).is_over and time.monotonic() < deadline:
        time.sleep(0.2)
    jobs = worker.batch(LOCAL_OWNER, batch).jobs
    worker.close()
    drafts.close()
    rules = home / "少查几条.yaml"
    rules.write_text("off: [W101, W102, W111, W113, X102, X112, S101, S110]\n", encoding="utf-8")
    for note, environment in (("现行规则", {}), ("少查几条", {"ASSISTANT_RULES": str(rules)})):
        command = [sys.executable, "-m", "assistant", "eval", "run", "--engine", "offline", "--note", note]
        settings = os.environ | {"ASSISTANT_HOME": str(home)} | environment
        subprocess.run(
            [*command, "--dataset", "briefs", "--dataset", "regions"],
            cwd=ROOT,
            env=settings,
            check=True,
            capture_output=True,
        )
    return {"batch": batch, "draft": jobs[0].draft}


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve the pages on a workspace."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "ASSISTANT_"))}
    server = subprocess.Popen(
        [sys.executable, "-m", "assistant", "ui", "--port", str(port), "--no-browser"],
        cwd=home.parent, env=kept | {"PYTHONPATH": str(ROOT), "ASSISTANT_HOME": home.name}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def settle(tab: Any) -> None:
    """Wait until the page has been drawn."""
    tab.locator(".st-key-topbar").wait_for(timeout=60_000)
    tab.wait_for_timeout(600)
    tab.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)
    tab.wait_for_timeout(900)


def opened(path: str) -> Shot:
    """Return what opens a page and waits for it."""

    def act(tab: Any, address: str, _: Path) -> None:
        tab.goto(f"{address}/{path}")
        settle(tab)

    return act


def part(page: str, name: str) -> Shot:
    """Return what opens a part of a page with a menu."""

    def act(tab: Any, address: str, home: Path) -> None:
        opened(page)(tab, address, home)
        tab.get_by_role("button", name=name).click()
        settle(tab)

    return act


def reviewed(tab: Any, address: str, home: Path) -> None:
    """Give a Word and an Excel file to 审核已有表."""
    targets = sample_targets()
    word, excel = home / "2025年度项目绩效目标申报表.docx", home / "统筹外定期待遇.xlsx"
    api.write(targets[:4], word)
    api.write(targets[20], excel)
    opened("review")(tab, address, home)
    tab.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(word), str(excel)])
    tab.get_by_text("校验结果").first.wait_for(timeout=30_000)
    settle(tab)


def listed(tab: Any, address: str, home: Path) -> None:
    """Give a list with two faults to 批量起草."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["项目名称", "预算（万元）", "资金用途", "年度"])
    for name, budget, purpose in PROJECTS:
        sheet.append([name, budget.removesuffix("万元"), purpose, 2027])
    sheet.append(["劳动监察执法", "十几万", "开展劳动监察执法检查200户", 2027])
    sheet.append(["人才公寓租金补贴", "50", "", 2027])
    path = home / "2027年度市人社局项目清单.xlsx"
    book.save(path)
    opened("batch")(tab, address, home)
    tab.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(str(path))
    tab.get_by_role("button", name="开始起草").wait_for(timeout=30_000)
    settle(tab)


def example_filled(tab: Any, address: str, home: Path) -> None:
    """Fill the example in on 起草."""
    opened("draft")(tab, address, home)
    tab.get_by_role("button", name="填入示例").click()
    settle(tab)


def compared(tab: Any, address: str, home: Path) -> None:
    """Compare two runs on 质量评测."""
    opened("quality")(tab, address, home)
    tab.get_by_text("与另一次比较").click()
    settle(tab)


def shots(ids: dict[str, str]) -> dict[str, Shot]:
    """Return what each picture is taken of, by its name."""
    return {
        "projects": opened("projects"),
        "draft": example_filled,
        "edit": opened(f"edit?draft={ids['draft']}"),
        "batch": listed,
        "batch-done": opened(f"batch?batch={ids['batch']}"),
        "review": reviewed,
        "library": opened("library"),
        "quality": opened("quality"),
        "quality-compare": compared,
        "settings": opened("settings"),
        "settings-privacy": part("settings", "隐私与联网"),
        "settings-rules": part("settings", "表式与审核规则"),
        "settings-words": part("settings", "样例与词库"),
        "settings-store": part("settings", "数据存放"),
        "help": opened("help"),
        "help-terms": part("help", "名词解释"),
        "help-rules": part("help", "审核规则"),
    }


def reduced(picture: bytes) -> bytes:
    """Return a picture with a palette: its most frequent colours as they are, so that areas keep theirs, and a spread of the rest."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    counted = sorted(image.getcolors(1 << 24) or [], reverse=True)[:EXACT]
    rest = image.quantize(256 - EXACT, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted for part in colour] + rest[: 3 * (256 - EXACT)])
    made = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def take(tab: Any, address: str, home: Path, found: dict[str, Shot], width: int) -> None:
    """Take pictures of one size."""
    for name, act in found.items():
        act(tab, address, home)
        path = FOLDER / f"{name}{'' if width == SIZES[0][0] else f'-{width}'}.png"
        path.write_bytes(reduced(tab.screenshot()))
        print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1000} kB", flush=True)


def main(wanted: list[str]) -> None:
    """Take the pictures that are named; all without names."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, empty = Path(folder) / "数据", Path(folder) / "空"
        ids = seed(home)
        empty.mkdir()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        full = {name: act for name, act in shots(ids).items() if not wanted or name in wanted}
        first = {"welcome": opened("")} if not wanted or "welcome" in wanted else {}
        for where, found in ((home, full), (empty, first)):
            if not found:
                continue
            with served(where) as address:
                for width, height in SIZES:
                    tab = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
                    take(tab, address, where, found, width)
                    tab.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
