"""Words with one right form: typos, names and numbers of persons, rows that say nothing or say it twice."""

import re
from collections.abc import Callable, Iterator

from assistant.checking.lexicon.loading import load_yaml
from assistant.checking.masking import masked
from assistant.fixing.case import Case
from assistant.fixing.fix import Edit, Fix
from assistant.model import Value
from assistant.model.text import match_key

_TOKEN = re.compile(
    r"^(?:三级)?(?:指标|名称|目标)[\d一二三四五六七八九十]*$|^(?:三级指标|指标名称|指标值)$|请填写|此处填|示例"
)
_LISTED = re.compile(r"[^，。；：:;,!！?？（）()“”\s]+(?:、[^，。；：:;,!！?？（）()“”\s、]+){2,}")
# 苗木成活率(≥**%): the template's own way to say where operator and unit go.
_LIMIT = re.compile(r"(?P<name>.+?)[（(](?P<operator>[≥≤=])?[*×xX＊]{2,}(?P<unit>[^*）)]*)[）)]$")
_CROSSES = re.compile(r"[×xX*＊_＿]{2,}")


def typos(case: Case) -> Iterator[Fix]:
    """Every wrong term of the lexicon's list that the finding may mean, in the whole row (or in head and goals)."""
    told = case.finding.message
    about = case.context
    terms = [
        (term["wrong"], term["right"])
        for term in load_yaml("terms.yaml")
        if f"“{term['wrong']}”" in told and not any(word in about for word in term.get("unless", ()))
    ]

    def mended(text: str) -> str:
        for wrong, right in terms:
            text = text.replace(wrong, right)
        return text

    said = "、".join(f"“{wrong}”改为“{right}”" for wrong, right in terms)
    yield from case.fix(_everywhere(case, mended), "exact", f"错别字：{said}")


def repeated_item(case: Case) -> Iterator[Fix]:
    """The second of two equal items of a list with 、 is taken out: 宣传单、宣传册、宣传单、海报."""

    def once(text: str) -> str:
        return _LISTED.sub(lambda found: _without_repeats(found[0]), text)

    yield from case.fix(_everywhere(case, once), "exact", "并列的内容里有一项写了两次，删去后一个；确是漏写的请补上")


def personal(case: Case) -> Iterator[Fix]:
    """Names and numbers of persons give way to ×, as wherever they stand in a public form."""
    yield from case.fix(_everywhere(case, masked), "exact", "公开的表里不写个人姓名和号码，用“×”遮盖")


def placeholder_row(case: Case) -> Iterator[Fix]:
    """A row whose name is the template's own is taken away; a blank figure becomes 待核实."""
    row = case.row
    if row is None:
        yield from _blank_goal(case)
    elif _TOKEN.search(row.name) and not any(sign.isdigit() for sign in row.text):
        yield from case.fix((case.remove(row),), "exact", f"“{row.name}”是模板留下的空行，没有内容，删去")
    elif (found := _LIMIT.match(row.name)) and row.number is not None:
        value = Value.parse(
            f"{row.value.operator or found['operator']}{re.sub('[≥≤=><]', '', row.text)}{found['unit']}"
        )
        reason = f"名称“{row.name}”里的符号和单位写到指标值里，即“{found['name']} {value.text}”"
        yield from case.fix(case.change(row, name=found["name"], value=value), "exact", reason)
    elif _CROSSES.search(row.text):
        value = Value.parse(_CROSSES.sub("【待核实】", row.text))
        source = case.open_value(row.name, value.unit or "")[1]
        yield from case.fix(case.change(row, source, value=value), "offline", f"“{row.text}”没有填数，先标待核实")


def empty_row(case: Case) -> Iterator[Fix]:
    """A row with neither name nor value is taken away; a name comes from the description where there is one."""
    row = case.row
    if row is None:
        return
    if not row.name and row.is_empty:
        yield from case.fix((case.remove(row),), "exact", "名称和指标值都空着，这一行没有内容，删去")
    elif not row.name and row.indicator.description:
        reason = f"名称空着，按描述“{row.indicator.description}”补上"
        yield from case.fix(case.change(row, name=row.indicator.description), "offline", reason)


def same_row(case: Case) -> Iterator[Fix]:
    """The second of two rows that say the same is taken away."""
    row = case.row
    if row is None:
        return
    for other in case.form.rows_of(row.period):
        if other.position >= row.position:
            continue
        same = match_key(other.text) == match_key(row.text) and _likeness(row.name) == _likeness(other.name)
        if same and _described(row.indicator.description, other.indicator.description):
            where = "" if other.level2 == row.level2 else f"（在{other.level2}里）"
            reason = f"与第{other.position + 1}条“{other.name}”{where}重复，指标值也相同，留前一条"
            yield from case.fix((case.remove(row),), "exact", reason)


def _without_repeats(listed: str) -> str:
    first, *others = listed.split("、")
    kept: list[str] = []
    for item in others:
        plain = item.removesuffix("等")
        again = len(plain) > 1 and (first.endswith(plain) or plain in [each.removesuffix("等") for each in kept])
        if not again:
            kept.append(item)
        elif item.endswith("等") and kept:
            kept[-1] += "等"
    return "、".join([first, *kept])


def _likeness(name: str) -> str:
    return match_key(name).replace("工作", "").replace("情况", "").replace("即时", "及时")


def _described(one: str | None, other: str | None) -> bool:
    return _likeness(one or "") == _likeness(other or "")


def _blank_goal(case: Case) -> Iterator[Fix]:
    for at, goal in enumerate(case.target.goals):
        text = re.sub(r"[×xX*＊]{2,}(?=[人次个家万%元名场项台件户])", "【待核实】", goal.text)
        if text != goal.text and case.finding.period in (None, goal.period):
            edit = Edit(part="goal", position=at, period=goal.period, before=goal.text, after=text)
            yield from case.fix((edit,), "offline", "目标里没有填的数字先标待核实")


def _everywhere(case: Case, change: Callable[[str], str]) -> tuple[Edit, ...]:
    """Apply a change of words to the finding's row; without a row to the head of the form and its goals."""
    row = case.row
    if row is not None:
        kept = row.indicator
        texts = {"name": change(kept.name), "value": Value.parse(change(kept.value.text))}
        if kept.description:
            texts["description"] = change(kept.description)
        return case.change(row, kept.source, **texts)
    edits: list[Edit] = []
    project = case.target.project
    for part, old in (("name", project.name), ("purpose", project.purpose)):
        if old and (new := change(old)) != old:
            edits.append(Edit(part="project", column=part, before=old, after=new))
    for at, goal in enumerate(case.target.goals):
        if (new := change(goal.text)) != goal.text:
            edits.append(Edit(part="goal", position=at, period=goal.period, before=goal.text, after=new))
    return tuple(edits)
