"""What a probe of an endpoint found, as data and as Chinese lines; the key stands in none of them."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["ok", "warning", "failed", "skipped"]
MARKS: dict[Verdict, str] = {"ok": "可以", "warning": "注意", "failed": "不行", "skipped": "未测"}
DRAFT_TOKENS = 550
"""An ordinary draft: a dozen rows and two goals."""


@dataclass(frozen=True)
class ProbeLine:
    """One thing that was tried.

    Attributes:
        what: its name, four signs or so.
        said: one sentence: what was found and, where it does not work, what to do.
    """

    what: str
    verdict: Verdict
    said: str

    def text(self) -> str:
        """Return it as one line."""
        return f"[{MARKS[self.verdict]}] {self.what}：{self.said}"


@dataclass(frozen=True)
class ProbeReport:
    """What works at an endpoint.

    Attributes:
        endpoint: its URL.
        kind: the name of its profile.
        model: the model's name, or "" where none was found.
        lines: in the order in which they were tried.
        first_token: seconds to the first token of a draft's prompt, or None where it was not measured.
        speed: tokens a second, or None.
    """

    endpoint: str
    kind: str
    model: str
    lines: tuple[ProbeLine, ...]
    first_token: float | None = None
    speed: float | None = None

    @property
    def works(self) -> bool:
        """Whether drafts can be made with it."""
        return not any(line.verdict in ("failed", "skipped") for line in self.lines)

    @property
    def draft_seconds(self) -> float | None:
        """Seconds that an ordinary draft will take, or None where it was not measured."""
        if self.first_token is None or not self.speed:
            return None
        return self.first_token + DRAFT_TOKENS / self.speed

    @property
    def conclusion(self) -> str:
        """One sentence."""
        if not self.works:
            first = next((line for line in self.lines if line.verdict == "failed"), None)
            return f"还不能用来起草，先解决“{first.what}”这一项" if first else "没有测完，请重试"
        takes = self.draft_seconds
        return "可以用来起草" + (f"，起草一张表约需 {takes:.0f} 秒" if takes else "")

    def text(self) -> str:
        """Return the report as lines for a shell."""
        head = f"接口：{self.endpoint}（{self.kind}）" + (f"，模型：{self.model}" if self.model else "")
        return "\n".join([head, *(line.text() for line in self.lines), f"结论：{self.conclusion}"])
