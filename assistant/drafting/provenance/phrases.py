"""A sentence without one of its figures: only where it reads well, decided by what stands around the figure."""

import re

from assistant.drafting.facts.words import words

# What goes with its figure: 约300人, 达到95%以上, 分6期, 于9月底前.
_LEAD = re.compile(
    r"(?:分|用|历时|于|在|截至)?(?P<verb>达到|达|控制在|为|至|到|不少于|不低于|不超过|不高于|超过|至少)?"
    r"(?:共计|总计|合计|共|约|近)?$"
)
_TAIL = re.compile(r"(?:余|多)?(?:及?以上|及?以下|以内|之内|左右|之前|以前|前)?")
_ENDS = "，,。；;：:"
_CHANGE = re.compile(r"(?:提高|增长|下降|降低|提升|减少|增加|缩短|节约)$")
_RATIO = re.compile(r"(?:[每按均第]|每[\u4e00-\u9fff]{1,2})$")
_LEAST_CLAUSE, _LEAST_TEXT = 4, 10


def without(text: str, start: int, end: int, unit: str) -> str | None:
    """Return the text without the figure at `text[start:end]`; None where it would not read well.

    The words that belong to the figure go with it (达到…以上); where the clause says nothing without it, the clause goes.
    """
    lead = _LEAD.search(text, max(0, start - 8), start)
    begin = lead.start() if lead else start
    tail = _TAIL.match(text, end)
    stop = tail.end() if tail else end
    before, after = text[:begin], text[stop:]
    clause = re.split(rf"[{_ENDS}]", before)[-1]
    if _RATIO.search(before) or "元" in unit:
        return _without_clause(text, start, end)
    if _CHANGE.search(before) and unit:
        return before + after
    predicate = bool(lead and lead["verb"]) or unit == "%"
    ends_clause = not after or after[0] in _ENDS or after[0] in "、和及与"
    if not predicate and (not ends_clause or _says_something(clause)):
        return before + after
    return _without_clause(text, start, end)


def _says_something(clause: str) -> bool:
    """Whether words before a figure stand without it: 培训社区居民(300人) does, 举办(3场) does not."""
    plain = clause.rpartition("、")[2]
    return len(plain) >= _LEAST_CLAUSE and plain not in words().verbs


def _without_clause(text: str, start: int, end: int) -> str | None:
    """Leave out the whole clause; None where it lists other things too, or where too little is left."""
    begin = max(text.rfind(sign, 0, start) for sign in _ENDS) + 1
    stop = min((at for sign in _ENDS if (at := text.find(sign, end)) >= 0), default=len(text))
    if "、" in text[begin:stop] or re.search(r"\d", text[begin:start] + text[end:stop]):
        return None
    left = text[:begin].rstrip(_ENDS) + (text[stop:] or "。") if begin else text[stop:].lstrip(_ENDS)
    return left if len(left) >= _LEAST_TEXT else None
