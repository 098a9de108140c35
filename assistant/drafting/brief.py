"""The brief (what a clerk types), held to what a draft can be made from."""

import re
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.forms import get_form
from assistant.model import InputError, Money
from assistant.model.text import normalise_signs, tidy

NAME_LIMIT = 100
PURPOSE_LEAST = 6
PURPOSE_LIMIT = 5_000
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
# Sentences that talk to a model instead of about a project. No real purpose holds them, and whoever pasted one
# should see it; the prompt fences user text off all the same.
_ORDERS = re.compile(
    r"(?:忽略|无视|忘记|不要理会|不用管|跳过)[^。；\n]{0,12}(?:指令|指示|要求|规则|提示|设定|内容)"
    r"|(?:ignore|disregard|forget)[^.\n]{0,30}(?:instruction|prompt|rule)|system\s*prompt|系统提示词?"
    r"|你现在是|扮演[^。]{0,10}(?:角色|AI|助手)|<\|?(?:im_start|system)",
    re.IGNORECASE,
)


class Brief(BaseModel):
    """What a draft is made from. Use `Brief.of` for text as typed: it answers bad input with one sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    budget: Money
    purpose: str
    form: str = "ezhou"
    year: Annotated[int | None, Field(ge=1990, le=2100)] = None
    unit: Annotated[str | None, BeforeValidator(lambda raw: raw or None)] = None
    facts: tuple[str, ...] = ()
    """Known figures as typed: `参训人数=300人`."""

    @classmethod
    def of(
        cls,
        name: str,
        budget: str,
        purpose: str,
        form: str = "ezhou",
        year: int | str | None = None,
        unit: str | None = None,
        facts: tuple[str, ...] = (),
    ) -> Self:
        """Check what was typed.

        Raises:
            InputError: one Chinese sentence on the first thing that cannot be used.
        """
        return cls(
            name=_name(name),
            budget=_budget(budget, form),
            purpose=_purpose(purpose),
            form=get_form(form).id,
            year=_year(year),
            unit=tidy(unit) if unit else None,
            facts=tuple(_fact(fact) for fact in facts if fact.strip()),
        )


def _name(typed: str) -> str:
    name = tidy(typed)
    if not name:
        raise InputError("请填写项目名称")
    if len(_WORDS.findall(name)) < 2:
        raise InputError(f"“{name[:20]}”不像项目名称，请写出项目的完整名称，如“职业技能培训补贴”")
    if len(name) > NAME_LIMIT:
        raise InputError(f"项目名称有 {len(name)} 个字，请控制在 {NAME_LIMIT} 字以内，其余内容写到资金用途里")
    _refuse_orders(name, "项目名称")
    return name


def _budget(typed: str, form: str) -> Money:
    if not typed.strip():
        raise InputError("请填写项目预算，如“620万元”")
    try:
        budget = Money.parse(typed, get_form(form).money_unit)
    except ValueError as error:
        raise InputError(f"项目预算{error}") from error
    if budget.fen <= 0:
        raise InputError(f"项目预算“{typed.strip()[:20]}”应大于 0，请填写实际金额，如“620万元”")
    if budget.fen > 10**14:
        raise InputError(f"项目预算“{typed.strip()[:20]}”超过一万亿元，请核对金额单位")
    return budget


def _purpose(typed: str) -> str:
    purpose = tidy(typed)
    if not purpose:
        raise InputError("请填写资金用途：钱用来做什么、做多少、为谁做")
    if len(purpose) < PURPOSE_LEAST:
        raise InputError(f"资金用途只写了“{purpose}”，请至少写一句话：做什么、做多少、为谁做")
    if len(purpose) > PURPOSE_LIMIT:
        raise InputError(f"资金用途有 {len(purpose):,} 个字，请压缩到 {PURPOSE_LIMIT:,} 字以内，只留与本项目有关的内容")
    if len(_WORDS.findall(purpose)) < PURPOSE_LEAST // 2:
        raise InputError(f"资金用途“{purpose[:20]}”读不出内容，请用一句话写明做什么、做多少、为谁做")
    _refuse_orders(purpose, "资金用途")
    return purpose


def _refuse_orders(text: str, where: str) -> None:
    if found := _ORDERS.search(text):
        raise InputError(f"{where}里有写给 AI 的指令（“{found[0][:20]}”），请删去，只写项目本身的内容")


def _year(typed: int | str | None) -> int | None:
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    digits = re.sub(r"[年度\s]", "", normalise_signs(str(typed)))
    if not digits.isdigit() or not 1990 <= int(digits) <= 2100:
        raise InputError(f"年度“{str(typed)[:10]}”不对，请写成四位数字，如 2027")
    return int(digits)


def _fact(typed: str) -> str:
    fact = tidy(typed).replace("＝", "=")
    name, sign, value = fact.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise InputError(f"已知数据“{fact[:30]}”请写成“名称=数值”的形式，如“参训人数=300人”")
    _refuse_orders(fact, "已知数据")
    return f"{name.strip()}={value.strip()}"


__all__ = ["NAME_LIMIT", "PURPOSE_LIMIT", "Brief"]
