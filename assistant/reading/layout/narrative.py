"""The narrative part of a department's book: overall goal, an item a project, measures."""

import re
from collections.abc import Sequence

from assistant.model import Narrative, NarrativeItem
from assistant.model.text import tidy
from assistant.reading.grid import Row
from assistant.reading.layout.header import year_of

_HEADING = re.compile(r"^[一二三四五六七八九十]{1,3}、\s*(?P<title>.{2,30})$")
_ITEM = re.compile(r"^[（(]\s*(?P<number>[一二三四五六七八九十百零]{1,6}|\d{1,3})\s*[)）]\s*(?P<name>.+)$")
_LINE = re.compile(r"^(?P<label>绩效目标|绩效指标)\s*[：:]\s*(?P<text>.*)$")
_PART = re.compile(r"^第[一二三四五六七八九十]{1,3}部分(?:\s*[^\s。；，、：]{2,30})?$")
_UNIT = re.compile(
    r"^(?P<unit>[\u4e00-\u9fff（）()·]{2,40}?(?:委员会|办公室|管委会|联合会|局|厅|院|中心|学校|大学|学院|医院|政府|总队|支队|大队|站|馆|所|社))"
    r"(?=始终|认真|坚持|紧紧|围绕|以|将|在|按照|贯彻|深入|全面|主要|负责|[，,]|\d{4}年)"
)
_UNIT_LINE = re.compile(r"^(?:部门|单位|申报单位)(?:名称)?\s*[：:]\s*(?P<unit>\S+)$")
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[，。；：、）！？])")
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}


def read_narrative(rows: Sequence[Row]) -> Narrative | None:
    """Read the running text before the first form; None when it holds no narrative of this kind."""
    lines = [text for row in rows if not row.in_table and (text := _plain(row.cells[0]))]
    parts = _parts(lines)
    overall = _paragraphs(parts, "总体")
    items = _items(_paragraphs(parts, "分项"))
    measures = _paragraphs(parts, "措施")
    if not overall and not items:
        return None
    return Narrative(
        unit=_unit(lines, overall), year=year_of(rows), overall="\n".join(overall), items=items, measures=measures
    )


def _plain(text: str) -> str:
    return _SPACE_BEFORE_STOP.sub("", tidy(text))


def _parts(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the paragraphs under each heading `一、…`; another part of the book ends them."""
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            current = parts.setdefault(heading["title"], [])
        elif _PART.match(line):
            current = []
        else:
            current.append(line)
    return parts


def _paragraphs(parts: dict[str, list[str]], word: str) -> list[str]:
    return next((lines for title, lines in parts.items() if word in title), [])


def _items(lines: Sequence[str]) -> list[NarrativeItem]:
    items: list[NarrativeItem] = []
    field: str | None = None
    for line in lines:
        head, labelled = _ITEM.match(line), _LINE.match(line)
        if labelled and items:
            field = "goal" if labelled["label"] == "绩效目标" else "indicators"
            setattr(items[-1], field, labelled["text"])
        elif head and not (field == "goal" and items and not items[-1].goal):
            items.append(NarrativeItem(number=number(head["number"]), name=head["name"]))
            field = None
        elif items and field:
            setattr(items[-1], field, getattr(items[-1], field) + line)
    return items


def number(text: str) -> int:
    """Return `二十八` or `28` as a number (up to 999)."""
    if text.isdigit():
        return int(text)
    hundreds, _, rest = text.replace("零", "").rpartition("百")
    tens, ten, units = rest.rpartition("十")
    total = _DIGITS.get(hundreds, 1 if "百" in text else 0) * 100
    return total + (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(units, 0)


def _unit(lines: Sequence[str], overall: Sequence[str]) -> str | None:
    for line in lines:
        if named := _UNIT_LINE.match(line):
            return named["unit"]
    found = _UNIT.match(overall[0]) if overall else None
    return found["unit"] if found else None
