"""Answers as known figures of the brief: the existing form `名称=数值`, nothing added but a unit that was asked for."""

import re
from collections.abc import Mapping

from assistant.drafting.brief import Brief
from assistant.drafting.facts.scan import fold, scan
from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.offline.naming import ENDED
from assistant.drafting.questions.question import Question
from assistant.drafting.questions.spoken import in_digits, is_undecided, one_of_range
from assistant.model import InputError, Money, Value
from assistant.model.text import normalise_signs, tidy

_FILLER = re.compile(
    r"^(?:大约|大概|估计|差不多|约|近|共计|一共|共|合计|预计|预估|计划|全年|每年|总计|应该|是|有|为|在|于)+|(?:左右|上下|元整|以上|吧|的样子)$|[。，；]+$"
)
# 300多人, 300余人: at least so many.
_AND_MORE = re.compile(r"(?<=\d)(?P<size>[万千百]?)[多余](?=[\u4e00-\u9fff]|$)")
_NUMBER = re.compile(r"[≥≤=><]?(?:百分之)?(\d[\d,]*(?:\.\d+)?)([亿万千百]?)([\u4e00-\u9fffA-Za-z²㎡/%]{0,10})$")
_YEAR_END = re.compile(r"(?:(\d{4})年)?(?:全?年底|年末)")


def answered(brief: Brief, answers: Mapping[Question, str]) -> Brief:
    """Return the brief with the answers as further known figures; an empty one, 未定 or 跳过 is skipped.

    Of a range the end is taken that a target is held to: 300-350人 is at least 300人, 80-100元 at most 100元.

    Raises:
        InputError: an answer is no figure (or no date), in one sentence that says how to write it.
    """
    facts = [
        _fact(brief, question, text)
        for question, text in answers.items()
        if tidy(text) and not is_undecided(tidy(text))
    ]
    return brief.model_copy(update={"facts": (*brief.facts, *facts)})


def _fact(brief: Brief, question: Question, typed: str) -> str:
    plain = _cleaned(typed)
    if question.sort == "date":
        return f"{question.fact}={_date(brief, question, plain)}"
    plain = one_of_range(plain, "low" if question.sort in ("count", "rate") else "high")
    value = _money(brief, question, plain) if question.sort in ("price", "money") else _amount(question, plain)
    return f"{_renamed(question, value)}={value}"


def _cleaned(typed: str) -> str:
    plain = re.sub(r"\s", "", normalise_signs(tidy(typed)))
    while (shorter := _FILLER.sub("", plain)) != plain:
        plain = shorter
    return _AND_MORE.sub(r"\g<size>", in_digits(plain))


def _refusal(question: Question, typed: str, what: str = "") -> InputError:
    return InputError(
        f"“{typed[:20]}”{what or '不是一个数'}，{question.fact}请写成“{question.example.removeprefix('如 ')}”的形式"
    )


def _number(question: Question, typed: str) -> tuple[str, str, str]:
    """Return number, factor (万) and unit as typed; a leading sign stays with the number."""
    found = _NUMBER.match(typed)
    if not found:
        raise _refusal(question, typed)
    if not float(found[1].replace(",", "")):
        raise _refusal(question, typed, "应大于 0")
    return found[1].replace(",", ""), found[2], found[3]


def _sign(typed: str) -> str:
    return typed[0] if typed[:1] in "≥≤" else ""


def _amount(question: Question, typed: str) -> str:
    number, factor, unit = _number(question, typed)
    if question.sort == "rate":
        return _share(question, typed, number, unit)
    if "元" in unit or unit[:1] == "%":
        raise _refusal(question, typed, "不是数量")
    if factor in ("百", "千") and not unit:
        number, factor = f"{float(number) * {'百': 100, '千': 1000}[factor]:g}", ""
    return f"{_sign(typed)}{number}{factor}{bare_unit(unit)[1] if unit else question.unit}"


def _share(question: Question, typed: str, number: str, unit: str) -> str:
    if unit not in ("", "%") or float(number) > 100:
        raise _refusal(question, typed, "不是百分比")
    return f"{_sign(typed)}{number}%"


def _money(brief: Brief, question: Question, typed: str) -> str:
    """A sum or a price: 每人每年800元 is 800元/人/年, and 800 is what the question asked for."""
    asked, _, per = question.unit.partition("/")
    sign, typed = _sign(typed), typed.lstrip("≥≤")
    tokens = [token for token in scan(fold(typed)) if token.kind in ("price", "money") and token.number is not None]
    if len(tokens) == 1 and tokens[0].number:
        token = tokens[0]
        said = "/".join(part for part in token.per if part != "单价")
        amount, per = f"{token.number:f}{token.unit}", said or per
    else:
        number, factor, unit = _number(question, typed)
        if unit:
            raise _refusal(question, typed, "不是金额")
        amount = f"{number}{factor}元" if factor else f"{number}{asked}"
    if Money.parse(amount).fen > brief.budget.fen:
        raise _refusal(question, typed, f"超过项目预算{brief.budget}")
    return f"{sign}{amount}/{per}" if per else f"{sign}{amount}"


def _date(brief: Brief, question: Question, typed: str) -> str:
    year = f"{brief.year}年" if brief.year else ""
    if found := _YEAR_END.match(typed):
        return f"{found[1]}年底前" if found[1] else f"{year or '12月'}底前"
    if found := re.match(
        r"(?:(\d{4})[年./-])?(\d{1,2})(?:月|[./-](?=\d))(.{0,8}?)(?:之?前)?(?:完成|完工|验收|到货)?$", typed
    ):
        rest = f"{found[3].removesuffix('日')}日" if found[3][:1].isdigit() else found[3] or "底"
        when = f"{found[1] + '年' if found[1] else year}{int(found[2])}月{rest}前"
        if 1 <= int(found[2]) <= 12 and Value.parse(when).kind == "deadline":
            return when
    raise _refusal(question, typed, "不是一个日期")


def _renamed(question: Question, value: str) -> str:
    """教学楼改造数量, answered in 平方米, is 教学楼改造面积."""
    if question.sort != "count":
        return question.fact
    asked, said = (
        words().suffix.get(bare_unit(unit or "")[1], "") for unit in (question.unit, Value.parse(value).unit)
    )
    ending = next((end for end in sorted(ENDED, key=len, reverse=True) if question.fact.endswith(end)), "")
    return question.fact.removesuffix(ending) + said if ending and said and said != asked else question.fact
