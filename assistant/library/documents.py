"""Laws and standards that exist: `documents.yaml`. A title says what is meant; a number beside it must be its own."""

import re
from functools import cache
from importlib import resources

from assistant.model.data import parse_yaml

_SERIES = re.compile(r"(?:T/)?[A-Z]{2,}(?:/[A-Z]{1,6})?\s?[A-Z]?\d[\d./]*")


def is_known(citation: str) -> bool:
    """Whether a text of this title or number exists, and both belong together where both are given.

    Args:
        citation: as a draft words it: `《生活饮用水卫生标准》GB 5749-2022`, `建设工程质量管理条例`, `GB 5749`.
    """
    titles, numbers = _catalogue()
    found = _SERIES.search(citation)
    number = _plain_number(found[0]) if found else ""
    title = _plain_title(citation[: found.start()] if found else citation)
    if title and number:
        return titles.get(title, "") == number
    return title in titles if title else number in numbers


def _plain_title(text: str) -> str:
    inner = re.search(r"《([^》]*)》", text)
    return re.sub(r"^中华人民共和国|[\s《》（）()]|试行", "", inner[1] if inner else text)


def _plain_number(text: str) -> str:
    """GB/T 5750 and GB 5750 are the same text; editions differ by year only."""
    return re.sub(r"\s|/T|/Z", "", text).rstrip(".")


@cache
def _catalogue() -> tuple[dict[str, str], frozenset[str]]:
    raw = parse_yaml(resources.files("assistant.library").joinpath("documents.yaml").read_text(encoding="utf-8"))
    titles = dict.fromkeys((*raw["laws"], *raw["regulations"]), "")
    titles |= {_plain_title(each["title"]): _plain_number(each["number"]) for each in raw["standards"]}
    return titles, frozenset(number for number in titles.values() if number)
