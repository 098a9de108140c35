"""Y101: personal names in a public form."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.lexicon.entries import words
from assistant.checking.lexicon.loading import load_yaml
from assistant.checking.rule import Rule

_MASKED = re.compile(r"[×＊*]{2,3}、[×＊*]{2,3}(?![个项次场家件])")


class PersonalNames(Rule):
    """Names of persons: a list of them behind a word for people, a label, or a title.

    What it finds:
        目标、用途、指标或文字部分里写了具体人名：“……人员张××、李××”这样的名单、“联系人：王××”、“赵××同志”。姓名已隐去而仍逐个列人的为提示。
    Why it matters:
        绩效目标随预算公开，受助人、退休人员等个人信息不得公开。
    Bad:
        对归侨人员张某某、李某某发放生活补贴（写了真名）。
    Good:
        对4名归侨人员发放生活补贴。
    Mend:
        可自动把姓名换成“×”，人数和类别由填表人写。
    """

    code = "Y101"
    title = "出现个人姓名"
    dimension = "隐私"
    severity = "error"
    point = "规范完整性"
    clause = "《个人信息保护法》 个人信息公开的限制"

    def check(self, form: Context) -> Iterator[Finding]:
        """Search every text; the message shows the surname only."""
        yield from self._masked(form)
        listed, single, _ = _patterns()
        if not listed.search(form.all_text) and not single.search(form.all_text):
            return
        for place, text, row in form.texts:
            if names := personal_names(text):
                yield self._found(place, names, row)

    def _masked(self, form: Context) -> Iterator[Finding]:
        for place, text, row in form.texts if _MASKED.search(form.all_text) else ():
            if _MASKED.search(text):
                message, advice = f"{place}里逐个列了人（姓名已隐去）", "改写成人数和类别，如“4名退休归侨人员”"
                yield (
                    self.about(row, message, advice, "hint") if row else self.about_form(message, advice, None, "hint")
                )

    def _found(self, place: str, names: list[str], row: Row | None) -> Finding:
        shown = "、".join(name[0] + "×" * (len(name) - 1) for name in names[:4])
        message = f"{place}里出现个人姓名（{shown}，共 {len(names)} 人）"
        advice = f"去掉姓名，改写成人数和类别，如“{len(names)}名……人员”"
        if row is None:
            return self.about_form(message, advice)
        safe = Row(row.position, row.indicator.model_copy(update={"name": mask(row.name)}))
        return self.about(safe, message, advice)


def personal_names(text: str) -> list[str]:
    """Return the personal names in a text, in order; a list counts only when all of it can be names."""
    listed, single, check = _patterns()
    found: list[str] = []
    for hit in single.finditer(text):
        found += [name for name in hit.groups() if name and check(name)]
    for hit in listed.finditer(text):
        names = [name for name in hit[1].split("、") if check(name)]
        # Two signs alone are too often a word; a list is believed when one full name is in it.
        if len(names) >= 2 and len(names) > hit[1].count("、") and any(len(name) > 2 for name in names):
            found += names
    return list(dict.fromkeys(found))


def mask_names(text: str, names: list[str]) -> str:
    """Return text with these names masked but for the surname."""
    for name in names:
        text = text.replace(name, name[0] + "×" * (len(name) - 1))
    return text


def mask(text: str) -> str:
    """Return text with the personal names in it masked."""
    return mask_names(text, personal_names(text))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], "_NameCheck"]:
    data = load_yaml("people.yaml")
    surname = f"(?:{'|'.join(data['double_surnames'])}|[{data['surnames']}])"
    name = rf"{surname}[\u4e00-\u9fff]{{1,2}}"
    before, labels, titles = (words(data[key]).pattern for key in ("before", "labels", "titles"))
    listed = re.compile(rf"(?:{before})[:：为是]?({name}(?:、{name})+)")
    single = re.compile(rf"(?:{labels})[:：]\s*({name})(?![\u4e00-\u9fff])|(?<![\u4e00-\u9fff])({name})(?:{titles})")
    return listed, single, _NameCheck(set(data["last_signs"]), words(data["words"]))


class _NameCheck:
    """Whether what looks like a name is one: no noun's ending, no word of the field in it."""

    def __init__(self, endings: set[str], others: re.Pattern[str]) -> None:
        self._endings = endings
        self._others = others

    def __call__(self, name: str) -> bool:
        return name[-1] not in self._endings and not self._others.search(name)
