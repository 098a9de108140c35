"""The rule book: every rule's help text, taken from its docstring, and docs/rules.md made of them.

`python -m assistant.checking.rulebook` writes docs/rules.md; with `--check` it only says whether the file is up to date.
"""

import inspect
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.checking.rule import Described
from assistant.checking.rules import ALL_RULES
from assistant.checking.scorecard import CAP, DEDUCTION, GRADES, POINTS
from assistant.checking.wording import plain

HEADINGS = {
    "What it finds": "查什么",
    "Why it matters": "为什么",
    "Bad": "不好的写法",
    "Good": "好的写法",
    "Mend": "能否修改",
}
SEVERITIES = {"error": "错误", "warning": "警告", "hint": "提示"}
LETTERS = {"完整性": "W", "相关性": "X", "适当性": "S", "可行性": "K", "文字规范": "Z", "隐私": "Y"}
_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
_SETTINGS = (
    "",
    "## 设置",
    "",
    "- **停用或调整规则**：环境变量 `ASSISTANT_RULES` 指向一个 YAML 文件，可写四项："
    "`off: [X105]`（停用），`severity: {S101: hint}`（改轻重，取 error、warning、hint），"
    "`points: {规范完整性: 20, 明确清晰性: 0}`（改八个要点的分值，合计须为 100），`deduction: {hint: 0}`（改每个问题的扣分）。"
    "某个地区的表式可在 `form.yaml` 的 `review` 里写同样四项；两处都写时以 `ASSISTANT_RULES` 为准。",
    "- **保留某个问题**：在表的 JSON 里加 `waivers`，每条写 `rule`、`row`（指标名称，整张表的问题不写）、`period`（不写为各期）和"
    "`reason`（理由，必写）。保留的问题不再列出，也不扣分，理由随表保存。",
    "- **补充词库**：环境变量 `ASSISTANT_LEXICON` 指向一个 YAML 文件（写法同 `assistant/checking/lexicon/lexicon.yaml`，"
    "错别字写在 `terms` 下），或一个文件夹（放 lexicon.yaml、terms.yaml、people.yaml）。自己的词条排在自带的前面；启动时读一次。",
)
_SECTION = re.compile(r"^(What it finds|Why it matters|Bad|Good|Mend):\n", re.MULTILINE)


@dataclass(frozen=True)
class Help:
    """A rule's help text as users read it; texts are Chinese, in whole paragraphs."""

    finds: str
    matters: str
    bad: str
    good: str
    mend: str


def help_of(rule: Described) -> Help:
    """Return a rule's help text.

    Raises:
        ValueError: the docstring lacks one of the five headings, or has them in another order.
    """
    parts = _SECTION.split(inspect.getdoc(rule) or "")
    if parts[1::2] != list(HEADINGS):
        raise ValueError(f"{type(rule).__name__} must have the headings {', '.join(HEADINGS)}, in this order")
    finds, matters, bad, good, mend = ("".join(line.strip() for line in part.splitlines()) for part in parts[2::2])
    return Help(finds, matters, bad, good, mend)


def render() -> str:
    """Return the whole of docs/rules.md."""
    lines = [
        "# 检查规则",
        "",
        "<!-- 由 python -m assistant.checking.rulebook 生成，请勿手改；改规则文件里的说明后重新生成。 -->",
        "",
        f"共 {len(ALL_RULES)} 条。编号的字母表示维度（{'、'.join(f'{letter} {name}' for name, letter in LETTERS.items())}），"
        f"编号一经使用不再改作他用，改了维度的也不改号（{'、'.join(moved())}）。",
        "“错误”是审核时肯定会退回的问题，“警告”是多半会被要求修改的问题，“提示”供参考。",
        "",
        *_scoring(),
        *_SETTINGS,
    ]
    for dimension in LETTERS:
        lines += ["", f"## {dimension}"]
        for rule in ALL_RULES:
            if rule.dimension == dimension:
                lines += _section(rule)
    return "\n".join(lines) + "\n"


def moved() -> list[str]:
    """Return the codes of rules that were put under another dimension after their code was given."""
    return [rule.code for rule in ALL_RULES if not rule.code.startswith(LETTERS[rule.dimension])]


def _scoring() -> list[str]:
    points = "、".join(f"{point} {most}" for point, most in POINTS.items())
    costs = "；".join(
        f"每个{SEVERITIES[severity]}扣 {plain(DEDUCTION[severity])} 分，同一规则最多扣 {plain(CAP[severity])} 分"
        for severity in DEDUCTION
    )
    grades = "、".join(f"{grade} ≥{least}" for least, grade in GRADES)
    return [
        "## 评分",
        "",
        f"按财预〔2015〕88号的八个审核要点计分，满分 100：{points}。",
        "",
        f"{costs}；“套话目标”一项按两个问题扣。长期表和年度表里同样的问题只扣一次，每个要点扣完为止。",
        "",
        f"等级：{grades}，其余为差。",
    ]


def _section(rule: Described) -> list[str]:
    text = help_of(rule)
    return [
        "",
        f"### {rule.code} {rule.title}",
        "",
        f"{SEVERITIES[rule.severity]} · 扣分要点：{rule.point} · 依据：{rule.clause}",
        "",
        f"- **查什么**：{text.finds}",
        f"- **为什么**：{text.matters}",
        f"- **不好的写法**：{text.bad}",
        f"- **好的写法**：{text.good}",
        f"- **能否修改**：{text.mend}",
    ]


def main(arguments: list[str], path: Path = _DOCUMENT) -> int:
    """Write docs/rules.md, or with `--check` compare it; return the exit code."""
    text = render()
    if "--check" in arguments:
        fresh = path.exists() and path.read_text(encoding="utf-8") == text
        print(
            "docs/rules.md 与规则一致"
            if fresh
            else "docs/rules.md 已过时，请运行 python -m assistant.checking.rulebook"
        )
        return 0 if fresh else 1
    path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
