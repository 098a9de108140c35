"""The page 帮助 as HTML; none of it is a user's text, but all of it is escaped like one."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from assistant.checking.rule import Described
from assistant.checking.rulebook import HEADINGS, SEVERITIES, help_of

_Line = Mapping[str, str]
_SOURCES = (
    ("input", "来自填写", "引自资金用途、已知数据的原话"),
    ("budget", "预算推算", "由预算按算术得出，算式写在旁边"),
    ("standard", "行业惯例", "有名称的标准或通行做法"),
    ("example", "样例", "取自样例库中的同类项目，注明哪一个"),
    ("unconfirmed", "待核实", "没有依据，须由您查实填写"),
)


def steps(lines: Sequence[_Line]) -> str:
    """Return numbered steps."""
    items = "".join(f"<li><b>{escape(line['title'])}</b>{escape(line['text'])}</li>" for line in lines)
    return f'<div class="jx-guide plain"><ol>{items}</ol></div>'


def pairs(lines: Sequence[_Line]) -> str:
    """Return short answers under what they answer."""
    items = "".join(f"<dt>{escape(line['title'])}</dt><dd>{escape(line['text'])}</dd>" for line in lines)
    return f'<dl class="jx-pairs">{items}</dl>'


def terms(group: str, lines: Sequence[_Line]) -> str:
    """Return one group of the glossary."""
    rows = "".join(
        f"<tr><th>{escape(line['name'])}</th><td>{escape(line['text'])}</td><td>{escape(line['example'])}</td></tr>"
        for line in lines
    )
    return (
        f'<h4 class="jx-sub">{escape(group)}</h4><table class="jx-table jx-terms"><thead><tr><th>名称</th><th>意思</th>'
        f"<th>例子</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def gaps(lines: Sequence[str]) -> str:
    """Return what 待核实 means, and the five sources as the pages mark them."""
    rows = "".join(
        f'<tr><th><span class="jx-source {kind}">{name}</span></th><td>{text}</td></tr>'
        for kind, name, text in _SOURCES
    )
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<table class="jx-table jx-facts"><tbody>{rows}</tbody></table><ul class="jx-list">{items}</ul>'


def keys(lines: Sequence[_Line]) -> str:
    """Return the keyboard's table."""
    rows = "".join(
        f"<tr><th>{''.join(f'<kbd>{escape(key)}</kbd>' for key in line['key'].split(' '))}</th><td>{escape(line['text'])}</td></tr>"
        for line in lines
    )
    return f'<table class="jx-table jx-facts jx-keys"><tbody>{rows}</tbody></table>'


@cache
def said_of(rule: Described) -> str:
    """Return all that a rule says of itself, to be searched."""
    text = help_of(rule)
    return " ".join((rule.code, rule.title, rule.dimension, text.finds, text.matters, text.bad, text.good, text.mend))


def rules(dimension: str, found: Sequence[Described], is_open: bool) -> str:
    """Return the rules of one dimension, each folded."""
    items = "".join(_rule(rule, is_open) for rule in found)
    return (
        f'<h4 class="jx-sub">{escape(dimension)}<small>{len(found)} 条</small></h4><div class="jx-rules">{items}</div>'
    )


def _rule(rule: Described, is_open: bool) -> str:
    text = help_of(rule)
    said = (text.finds, text.matters, text.bad, text.good, text.mend)
    parts = "".join(
        f"<dt>{label}</dt><dd>{escape(words)}</dd>" for label, words in zip(HEADINGS.values(), said, strict=True)
    )
    return (
        f'<details{" open" * is_open}><summary><b class="jx-badge {rule.severity}">{SEVERITIES[rule.severity]}</b>'
        f"<em>{escape(rule.code)}</em>{escape(rule.title)}</summary><dl>{parts}<dt>依据</dt><dd>{escape(rule.clause)}</dd></dl></details>"
    )
