"""The page's own HTML. Everything that a user or a model wrote goes through `escape`."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.app.labels import grouped_yuan
from assistant.drafting.brief import Brief
from assistant.drafting.questions import Question
from assistant.forms import get_form


def brief_head(brief: Brief) -> str:
    """Return what is about to be drafted."""
    form = get_form(brief.form)
    facts = [
        form.name,
        f"预算 {grouped_yuan(brief.budget)}",
        f"{brief.year} 年度" if brief.year else "",
        brief.unit or "",
    ]
    line = "".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)
    return f'<div class="jx-head"><h1>{escape(brief.name)}</h1><p>{line}</p></div>'


def question(number: int, each: Question) -> str:
    """Return one question, and what its answer is good for."""
    return f'<div class="jx-ask"><b><i>{number}</i>{escape(each.text)}</b><p>{escape(each.why)}</p></div>'


def looking() -> str:
    """Return what stands there while questions are looked for."""
    return '<div class="jx-progress"><i class="jx-pulse"></i><p>正在看哪些数字最要紧…… 不想等可以直接起草。</p></div>'


def masked(hidden: Mapping[str, str | None]) -> str:
    """Return what was hidden, without saying it again in full.

    Args:
        hidden: what was there, by what stands in its place; None where several things share one place.
    """
    if not hidden:
        return '<p class="jx-hint">没有发现人名、电话、身份证号、账号。</p>'
    items = "".join(
        f"<li>{escape(_partly(text or ''))}<u>→</u><b>{escape(place)}</b></li>" for place, text in hidden.items()
    )
    return f'<div class="jx-masked"><p>已隐去 {len(hidden)} 处，返回后在本机还原：</p><ul>{items}</ul></div>'


def _partly(text: str) -> str:
    return f"{text[:1]}××" if len(text) <= 4 else f"{text[:2]}…{text[-2:]}"


def plain_text(text: str) -> str:
    """Return a text as it is, line by line, its end in view."""
    return f'<div class="jx-plain"><pre>{escape(text)}</pre></div>'


def ended(title: str, lines: Sequence[str]) -> str:
    """Return how a draft ended that is not complete."""
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<div class="jx-ended"><h3>{escape(title)}</h3>{said}</div>'
