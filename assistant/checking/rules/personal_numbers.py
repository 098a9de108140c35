"""Y102: telephone and identity card numbers in a public form."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import Rule
from assistant.model.text import normalise_signs

# \d is any script's digit: full-width numbers count too.
_MANY = re.compile(r"\d(?:\s?\d){10}")
_PHONE = re.compile(r"(?<![\d.])1[3-9]\d{9}(?![\d.])")
_IDENTITY = re.compile(
    r"(?<![\d.])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\d.])"
)


class PersonalNumbers(Rule):
    """Mobile, identity card or bank account numbers.

    What it finds:
        目标、用途、指标或文字部分里写了手机号、身份证号或银行账号。
    Why it matters:
        绩效目标随预算公开，这些号码一旦公开就收不回来。
    Bad:
        经办人手机 13800000000。
    Good:
        不写个人号码；确需联系方式的写单位固定电话，放在不公开的附件里。
    Mend:
        可自动用“×”遮住号码。
    """

    code = "Y102"
    title = "出现手机号、证件号或账号"
    dimension = "隐私"
    severity = "error"
    point = "规范完整性"
    clause = "《个人信息保护法》 个人信息公开的限制"

    def check(self, form: Context) -> Iterator[Finding]:
        """Search every text for the three kinds; the message shows the first three digits only."""
        if not _MANY.search(form.all_text):
            return
        for place, text, row in form.texts:
            if not _MANY.search(text):
                continue
            plain = normalise_signs(text)
            for label, pattern in (("手机号", _PHONE), ("身份证号", _IDENTITY), ("银行账号", _account())):
                if found := pattern.search(plain):
                    number = found[found.lastindex or 0]
                    message = f"{place}里出现{label}（{number[:3]}{'*' * (len(number) - 3)}）"
                    advice = "删去号码，公开的表里不写个人号码"
                    yield self.about(row, message, advice) if row else self.about_form(message, advice)


@cache
def _account() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon().subjects['account'].pattern})[^\d]{{0,4}}(\d{{15,19}})(?!\d)")
