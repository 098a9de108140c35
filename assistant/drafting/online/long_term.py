"""The long-term table of forms that print two (鄂州), derived from the annual one.

The samples print the same indicators in both, and a project is held to the same things over its life; what belongs to
the one year alone is taken out: years in names, descriptions and statements, and dates, which become the plan's own
period. Figures stay, since nobody gave others.
"""

import re
from collections.abc import Collection

from assistant.model import Indicator, Source, Value

_YEAR = re.compile(r"20\d{2}\s*年度?的?|(?:本|当|今)年度?的?")
_LEADING = re.compile(r"^(?:年度|全年)")
_PLANNED = "按计划期限完成"
# A row that asks for a date, by the deed that is to be done by then.
_DATED = re.compile(
    r"(?P<what>.{2,}?)(?P<deed>完工|完成|竣工|验收|交付|上线|发放|结业|开通|建成|到货|提交|完结)(?:时间|日期|时限|期限|时点)$"
)


def long_term(row: Indicator, taken: Collection[str] = ()) -> Indicator:
    """Return a row of the annual table as one of the long-term table; `taken` are the names of that table's rows."""
    changes: dict[str, object] = {"period": "long_term", "name": timeless(row.name) or row.name}
    if row.description:
        changes["description"] = timeless(row.description) or None
    if row.value.kind == "deadline" or (row.value.is_unconfirmed and "前完成" in row.value.text):
        changes |= _planned(str(changes["name"]), row.value, taken)
        changes["source"] = Source(kind="standard", detail="长期指标不写当年日期，按批复的实施计划执行")
    elif row.value.kind == "statement":
        changes["value"] = Value.parse(timeless(row.value.text) or row.value.text)
    return row.model_copy(update=changes)


def _planned(name: str, value: Value, taken: Collection[str]) -> dict[str, object]:
    """A date of one year becomes a share that can be measured (完工时间 → 按期完工率), where the name says of what."""
    found = _DATED.match(name)
    share = f"{found['what']}按期{found['deed']}率" if found else ""
    if not share or share in taken:
        return {"value": Value.parse(_PLANNED)}
    return {"name": share, "value": Value.of("=", 100, "%", value.bracketed)}


def timeless(text: str) -> str:
    """Return a text without the year that it speaks of."""
    return _LEADING.sub("", _YEAR.sub("", text)).strip()
