"""A probe of the model's endpoint in a thread of its own, and the table of what it has found so far."""

import logging
import threading
from html import escape

from assistant import api
from assistant.llm import Settings, load_settings
from assistant.llm.probe_report import MARKS, ProbeLine, ProbeReport
from assistant.model import AssistantError

_log = logging.getLogger(__name__)
_TONES = {"ok": "ok", "warning": "warning", "failed": "error", "skipped": "hint"}


class ProbeRun:
    """One probe. Lines are added by its thread; `report` or `failure` is set at the end."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self.lines: list[ProbeLine] = []
        self.report: ProbeReport | None = None
        self.failure = ""
        self.was_shown = False
        """Whether the page has drawn its end."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.report is not None or bool(self.failure)

    def start(self) -> "ProbeRun":
        """Begin; returns itself."""
        threading.Thread(target=self._run, name="probe", daemon=True).start()
        return self

    def _run(self) -> None:
        try:
            self.report = api.probe(self._settings or load_settings(), told=self.lines.append)
        except AssistantError as error:
            self.failure = str(error)
        except Exception as error:
            _log.exception("probing failed")
            self.failure = f"测试时程序内部出错（{type(error).__name__}），设置没有变，请重试"


def probe_table(run: ProbeRun) -> str:
    """Return what was found so far; all text escaped."""
    rows = "".join(
        f'<tr><td>{escape(line.what)}</td><td><b class="jx-badge {_TONES[line.verdict]}">{MARKS[line.verdict]}</b></td>'
        f"<td>{escape(line.said)}</td></tr>"
        for line in tuple(run.lines)
    )
    if run.report:
        end = f'<p class="{"good" if run.report.works else "bad"}">结论：{escape(run.report.conclusion)}</p>'
    else:
        end = f'<p class="bad">{escape(run.failure)}</p>' if run.failure else "<p>正在测试……</p>"
    head = "<thead><tr><th>项目</th><th>结果</th><th>说明</th></tr></thead>"
    return f'<div class="jx-probe"><table class="jx-table">{head}<tbody>{rows}</tbody></table>{end}</div>'
