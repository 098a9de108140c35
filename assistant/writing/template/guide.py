"""The table of marks in docs/模板.md, made from `names.yaml`: `python -m assistant.writing.template.guide [--check]`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.forms import all_forms
from assistant.writing.template.names import Entry, names

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "模板.md"
START, END = "<!-- 标记表开始：由 python -m assistant.writing.template.guide 生成，请勿手改 -->", "<!-- 标记表结束 -->"


def render() -> str:
    """Return the tables of all marks."""
    own = {*names().fields, *names().columns}
    lines = ["### 只填一处的标记", "", *_table(names().listed_fields), ""]
    lines += ["### 各表式自己的栏目", "", "表头里的其他栏目，照表上印的名称写：", ""]
    for form in all_forms().values():
        labels = [f"`{{{{{field.key}}}}}`" for field in form.fields if field.key not in own]
        lines.append(f"- {form.name}：{'、'.join(labels)}")
    lines += ["", "### 指标行的标记", "", *_table(names().listed_columns)]
    return "\n".join(lines)


def _table(entries: Sequence[Entry]) -> list[str]:
    lines = ["| 标记 | 填进去的是 | 例子 | 也可以写作 |", "| --- | --- | --- | --- |"]
    for entry in entries:
        also = "、".join(f"`{{{{{name}}}}}`" for name in entry.also)
        lines.append(f"| `{{{{{entry.name}}}}}` | {entry.what} | {entry.example} | {also} |")
    return lines


def updated(document: str) -> str:
    """Return the document with its tables made anew.

    Raises:
        ValueError: it lacks the lines between which they stand.
    """
    before, start, rest = document.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{DOCUMENT.name} lacks the lines {START} and {END}")
    return f"{before}{START}\n\n{render()}\n\n{END}{after}"


def main(arguments: list[str], path: Path = DOCUMENT) -> int:
    """Write the tables into the document, or with `--check` return 1 when they are out of date."""
    text = path.read_text(encoding="utf-8")
    if "--check" in arguments:
        if updated(text) == text:
            return 0
        sys.stderr.write(f"{path.name} 与标记不一致，请运行 python -m assistant.writing.template.guide\n")
        return 1
    path.write_text(updated(text), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
