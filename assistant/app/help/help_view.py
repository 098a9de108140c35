"""The page 帮助: a menu of parts, and the part that is open; its texts are data (help.yaml), the rules speak for themselves."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from assistant.app.desk import Desk
from assistant.app.help import help_markup
from assistant.app.side_menu import side_menu
from assistant.checking.rulebook import LETTERS
from assistant.checking.rules import ALL_RULES
from assistant.model.data import parse_yaml


@cache
def texts() -> dict[str, Any]:
    """Return what the page says, by part."""
    data: dict[str, Any] = parse_yaml(Path(__file__).with_name("help.yaml").read_text(encoding="utf-8"))
    return data


def show(desk: Desk) -> None:
    """Draw the page."""
    left, right = st.columns([2, 9], gap="small")
    with left, st.container(key="help_menu_card"):
        st.html('<h2 class="jx-title">帮助</h2>')
        open_ = side_menu(desk, "help", {part: title for part, (title, _) in _PARTS.items()})
    with right, st.container(key="help_card"):
        st.html(f'<h3 class="jx-part">{_PARTS[open_][0]}</h3>')
        _PARTS[open_][1]()


def _start() -> None:
    st.html(help_markup.steps(texts()["start"]))
    st.html('<h4 class="jx-sub">换个起点</h4>')
    st.html(help_markup.pairs(texts()["ways"]))


def _terms() -> None:
    for group in texts()["terms"]:
        st.html(help_markup.terms(group["group"], group["items"]))


def _gaps() -> None:
    st.html(help_markup.gaps(texts()["gaps"]))


def _rules() -> None:
    typed = st.text_input(
        "查找规则", key="help_rules", placeholder="规则里的词，如：满意度 预算", label_visibility="collapsed"
    )
    words = (typed or "").split()
    shown = [rule for rule in ALL_RULES if all(word in help_markup.said_of(rule) for word in words)]
    st.html(
        f'<p class="jx-hint">共 {len(ALL_RULES)} 条{f"，其中 {len(shown)} 条含这些词" if words else ""}。点开看查什么、为什么、怎么写。</p>'
    )
    for dimension in LETTERS:
        if rules := [rule for rule in shown if rule.dimension == dimension]:
            st.html(help_markup.rules(dimension, rules, is_open=bool(words) and len(shown) <= 3))


def _keys() -> None:
    st.html(help_markup.keys(texts()["keys"]))


def _faq() -> None:
    st.html(help_markup.pairs(texts()["faq"]))


_PARTS: Final[dict[str, tuple[str, Callable[[], None]]]] = {
    "start": ("怎么用", _start),
    "gaps": ("待核实与数字的来源", _gaps),
    "terms": ("名词解释", _terms),
    "rules": ("审核规则", _rules),
    "keys": ("键盘操作", _keys),
    "faq": ("常见问题", _faq),
}
