"""Cuts that leave a noun phrase: adverbs, prepositions, places and numbers go; what is left can stand in a name."""

import re
from functools import cache

from assistant.drafting.facts.words import Verb, words

_GRADES = re.compile(r"等(?:级|保|效|离子|额|候|待)|[高中初平均]等")
OBJECT_LIMIT = 14
_AREA = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}期间|全[县区市省镇乡校院局村旗州]|我[县区市省镇乡校院局]|辖区内?|本[市县区级校院局]|各[县区市镇乡]|[校院区局馆站县市]内(?!科|部|容|务|训|审|控|网|河|涝)|市本级|区本级|县本级)(?:范围内?|内|的)?"
)
_BY = re.compile(
    r"^(?:通过|采取|采用)[^，,]{2,12}?(?:方式|形式|途径)(?=[^，,])|^(?:通过|采取|采用)?(?:政府)?购买服务(?:的?(?:方式|形式))?|^由[^，,]{2,12}?(?=[为对向给]|负责|承担)|^(?:采用|利用|使用)[^，,]{2,8}?(?=[对为])"
)
# 8吨压缩式垃圾车: the size is part of the name.
_SIZED = re.compile(r"^\d+(?:\.\d+)?[\u4e00-\u9fffA-Za-z]")
_FEAST = re.compile(
    r"^(?:(?:元旦|春节|两节|五一|七一|八一|国庆|中秋|重阳|端午|六一|教师节)、?)+(?=慰问|走访)|^年(?=(?:接待|服务|受理|处理|培训|供|产)(?!量|数))"
)
_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?:自治区|自治州|省|州|市(?!场)|县|旗|(?<![小社园景校城库灾山林牧片病辖地灌厂牧])区|(?<![小城乡村])镇|(?<![城])乡|街道)(?=[\u4e00-\u9fff]{4})"
)
AGE = re.compile(r"^(?:\d+\s*周?岁?\s*[-—~至到]\s*)?\d+\s*周?岁(?:及?以[上下])?的?(?=[\u4e00-\u9fff])")
_YEAR = re.compile(r"^\d{4}\s*年(?:度)?")
BATCHES = re.compile(r"^分[一二两三四五六七八九十\d]+[批期次轮](?:次)?")
_SINGLE = ("牛", "羊", "猪", "鸡", "鸭", "树", "井", "桥", "闸", "塘", "树", "马", "蜂", "鱼")
_CONJUNCTION = re.compile(r"(?:和|及|与|并|以及|、)$")
_RESULTS = (
    "改善", "提升", "提高", "保障", "满足", "确保", "解决", "消除", "促进", "推动", "增强", "用于", "实现", "方便", "防止", "减少",
    "降低", "缓解", "助力", "弘扬", "丰富", "优化", "使", "让",
)  # fmt: skip
_NO_RESULT = ("保障房", "保障性", "保障中心", "保障金", "使用", "保障服务", "保障车", "保障人员", "提升机", "使馆")


def strip_front(text: str) -> str:
    """Cut adverbs, prepositions and places from the front: 全年计划为 → ""."""
    while True:
        shorter = _FEAST.sub("", _AREA.sub("", _BY.sub("", text.lstrip(" 　的、"))))
        for word in words().adverbs:
            if shorter.startswith(word) and leading_verb(shorter[len(word) :]):
                shorter = shorter[len(word) :]
                break
        for word in words().leading:
            if shorter.startswith(word) and not shorter.startswith(words().protected_front):
                shorter = shorter[len(word) :]
                break
        if shorter == text:
            return text
        text = shorter


def strip_back(text: str) -> str:
    """Cut what leads over to the number from the back: 面积达到 → 面积."""
    while True:
        shorter = text.rstrip(" 　、≥≤=＝")
        for word in words().trailing:
            if shorter.endswith(word) and not shorter.endswith(words().protected_back):
                shorter = shorter[: -len(word)]
                break
        if shorter == text:
            return text
        text = shorter


def strip_place(text: str) -> str:
    """Cut a leading place (鄂州市, 秀屿区) where enough is left to be a name."""
    return _PLACE.sub("", text)


def clean_object(text: str) -> str:
    """Return a noun phrase fit for a name, or "" when none can be made."""
    text = strip_back(strip_front(_YEAR.sub("", re.sub(r"[“”\"'《》·]", "", text)))).strip(" 　-—")
    if (
        "等" in text[1:-1]
        and not _GRADES.search(text)
        and (tail := text.rpartition("等")[2])
        and len(tail) >= (2 if len(text) > 10 else 3)
    ):
        text = tail
    text = _CONJUNCTION.sub("", strip_back(AGE.sub("", text.removeprefix("的"))))
    if len(tail := text.rpartition("的")[2]) >= 3 and "的" in text:  # 超过使用年限的灰口铸铁管道
        text = tail
    if len(text) > OBJECT_LIMIT:
        text = text.rpartition("的")[2] if "的" in text else text.rpartition("、")[2]
    text = strip_place(text).rpartition("担任")[2]
    if text in _SINGLE:
        return text
    if re.search(r"\d", text) and (road := re.search(r"\d(?:段|线|号|标段)([\u4e00-\u9fff]{2,})$", text)):
        text = road[1]  # G318线K120+000至K142+000段路面
    digits = text[1:] if _SIZED.match(text) else text
    if text[-1:].isdigit() and re.search(r"[\u4e00-\u9fff]{2}\d+$", text):  # 尾款387: a sum without its unit
        text = text.rstrip("0123456789")
    if text.isdigit():
        return ""
    if not 2 <= len(text) <= OBJECT_LIMIT or re.search(
        r"(?<![A-Za-z\d])\d(?![A-Za-z\d.级吨米升座千匹寸])|[，。；：:()（）]", digits
    ):
        return ""
    return text


def cut_result(text: str) -> str:
    """Cut the clause where it goes over to what it is for: 营养补助改善体质 → 营养补助."""
    places = [at for word in _RESULTS if (at := text.find(word, 2)) >= 0 and not text[at:].startswith(_NO_RESULT)]
    return text[: min(places)] if places else text


def leading_verb(text: str) -> Verb | None:
    """Return the verb that a text begins with, or None."""
    found = next((verb for verb in _opening().get(text[:1], ()) if text.startswith(verb.word)), None)
    if found is None:
        return None
    # 建筑面积, 设备, 种薯, 服务员: no verb at all.
    nouns = (word for word in words().protected_front if text.startswith(word))
    return None if any(len(word) > len(found.word) or len(found.word) == 1 for word in nouns) else found


def trailing_verb(text: str) -> Verb | None:
    """Return the verb of doing that a text ends with, or None."""
    return next((verb for verb in _closing().get(text[-1:], ()) if text.endswith(verb.word)), None)


@cache
def _opening() -> dict[str, tuple[Verb, ...]]:
    """Verbs by their first sign, in their order: longest first."""
    return _by_sign(list(words().verbs.values()), 0)


@cache
def _closing() -> dict[str, tuple[Verb, ...]]:
    """Verbs of doing by their last sign; 志愿服务, 古树保护 are nouns."""
    idle = ("light", "benefit")
    return _by_sign([verb for verb in words().verbs.values() if len(verb.word) > 1 and verb.kind not in idle], -1)


def _by_sign(verbs: list[Verb], at: int) -> dict[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = {}
    for verb in verbs:
        found.setdefault(verb.word[at], []).append(verb)
    return {sign: tuple(mine) for sign, mine in found.items()}
