"""`python -m evals.bench.editing`: what an edit of a long table costs the server, on the page's own code.

The page runs under Streamlit's own test runner, without a browser: an operation as the browser sends it is saved to an
SQLite file, then the whole page is drawn. Processor time of the process is measured, so that other work on the machine does
not count; an idle machine takes about as long by the clock.
"""

import logging
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "assistant/app/main.py"
BRIEF = ("职业技能培训补贴", "62万元", "全年举办培训班6期，培训护理员300人，每人补贴1500元，11月底前完成")
ROWS, EDITS, PROMISED = 60, 12, 0.3


def main() -> None:
    """Measure and print one line: what, measured, promised."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ASSISTANT_HOME"] = folder
        try:
            seconds = _seconds()
        finally:
            _close()
            del os.environ["ASSISTANT_HOME"]
            logging.disable(logging.NOTSET)
    median, worst = statistics.median(seconds), max(seconds)
    what = f"an edit of a table of {ROWS} rows, saved and drawn"
    print(f"{what:<45}{median:>8.3f} s   worst {worst:.3f} s   promised ≤ {PROMISED} s")


def _seconds() -> list[float]:
    """Edit one value after the other; return what each took."""
    from streamlit.testing.v1 import AppTest  # noqa: TID251  (the page itself is measured)

    from assistant.workspace import LOCAL_OWNER, DraftState, open_workspace

    saved = open_workspace().create(LOCAL_OWNER, DraftState.of(_long_table(), "offline"), "bench")
    page = AppTest.from_file(MAIN, default_timeout=60).run()
    page._page_hash = page.session_state["pages"]["edit"]._script_hash
    page.query_params["draft"] = saved.id
    page.run()
    editing: Any = page.session_state[f"editing_{LOCAL_OWNER}_{saved.id}"]
    return [_edit(page, editing, number) for number in range(EDITS)]


def _edit(page: Any, editing: Any, number: int) -> float:
    uid = editing.state.rows[number].uid
    operation = {
        "id": str(number), "seen": editing.saved.version, "op": "cell", "key": f"cell:{uid}:value", "uid": uid,
        "column": "value", "text": f"≥{number + 101}%",
    }  # fmt: skip
    start = time.process_time()
    editing.take({"ops": [operation]})
    page.run()
    taken = time.process_time() - start
    assert not page.exception
    assert str(editing.state.row(uid).value) == f"≥{number + 101}%"
    return taken


def _long_table() -> Any:
    from assistant.api import draft
    from assistant.drafting.brief import Brief

    target = draft(Brief.of(*BRIEF), "offline").target
    rows = [
        row.model_copy(update={"name": f"第{number // len(target.indicators) + 1}批{row.name}"})
        for number, row in enumerate(target.indicators * ROWS)
    ]
    return target.model_copy(update={"indicators": rows[:ROWS]})


def _close() -> None:
    from assistant.worker import close_workers
    from assistant.workspace import close_workspaces

    close_workers()
    close_workspaces()


if __name__ == "__main__":
    main()
