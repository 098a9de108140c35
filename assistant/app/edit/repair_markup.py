"""The page's own HTML for repairs and templates: what stands somewhere now, and what would stand there."""

from collections.abc import Sequence
from html import escape
from os.path import commonprefix

from assistant.app.edit.repairs import Change
from assistant.writing.template import TemplateField

_LONG, _AROUND = 40, 12
"""From how many signs on a text is shown as its changed part, and how much around it."""


def repair(changes: Sequence[Change], reason: str, asks: str) -> str:
    """Return what a repair changes, before → after, why, and what is to be looked up."""
    # The card names its row already; where a repair changes several, each must be named.
    several = len({change.where for change in changes}) > 1
    lines = "".join(
        f"<li>{f'<em>{escape(change.where)}</em>' if several and change.where else ''}{_before_after(change)}</li>"
        for change in changes
    )
    look_up = f'<p class="asks">须查实：{escape(asks)}</p>' if asks else ""
    return f'<div class="jx-repair"><ul>{lines}</ul><p>{escape(reason)}</p>{look_up}</div>'


def _before_after(change: Change) -> str:
    if not change.old:
        return f"<b>{escape(change.what)}</b><b>增加</b><ins>{escape(change.new or '')}</ins>"
    if not change.new:
        return f"<b>{escape(change.what)}</b><b>删去</b><del>{escape(change.old)}</del>"
    head, old, new, tail = _differing(change.old, change.new)
    parts = f"<del>{escape(old)}</del><u>→</u>" * bool(old) + f"<ins>{escape(new) or '（删去）'}</ins>"
    return f"<b>{escape(change.what)}</b>{escape(head)}{parts}{escape(tail)}"


def _differing(old: str, new: str) -> tuple[str, str, str, str]:
    """Return what two versions of a long text have in common before, what differs, and what follows, cut short.

    Short texts are shown whole: `≥100%` → `=100%` reads better than a changed sign.
    """
    if max(len(old), len(new)) <= _LONG:
        return "", old, new, ""
    head = len(commonprefix([old, new]))
    tail = len(commonprefix([old[head:][::-1], new[head:][::-1]]))
    if head + tail < _LONG:
        return "", old, new, ""
    before, after = old[:head], old[len(old) - tail :] if tail else ""
    return (
        f"…{before[-_AROUND:]}" if head > _AROUND else before,
        old[head : len(old) - tail],
        new[head : len(new) - tail],
        f"{after[:_AROUND]}…" if tail > _AROUND else after,
    )


def template_marks(fields: Sequence[TemplateField]) -> str:
    """Return a template's marks with what each is filled with; unknown ones stand out."""
    body = "".join(_template_mark(field) for field in fields)
    head = "".join(f"<th>{label}</th>" for label in ("标记", "出现", "填入"))
    return f'<div class="jx-marks"><table class="jx-draft"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _template_mark(field: TemplateField) -> str:
    if field.kind == "unknown":
        filled = "<b>不认识的标记，请对照文档改正</b>"
    elif field.kind == "column":
        filled = (
            f"{escape(field.text)}<small>　……共 {field.rows} 行</small>"
            if field.rows
            else "<small>没有这类指标</small>"
        )
    else:
        filled = escape(field.text) or "<small>（没有内容，留空）</small>"
    kind = ' class="unknown"' if field.kind == "unknown" else ""
    return f"<tr{kind}><td>{escape(field.mark)}</td><td>{field.count} 处</td><td>{filled}</td></tr>"
