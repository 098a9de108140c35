"""The page 质量评测: runs on the left; on the right one of them, its comparison with another, or one draft beside the published form."""

from typing import TYPE_CHECKING, Final

import streamlit as st

from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.examples import pick_list
from assistant.app.examples.pick_list import Column, Entry
from assistant.app.quality import evals_room, quality_markup
from assistant.app.session import put
from assistant.model import PerformanceTarget

if TYPE_CHECKING:
    from evals.results import CaseResult, Run, RunSummary

_COLUMNS = (Column("引擎", 82), Column("数据集", 110), Column("案例", 62), Column("失败", 42), Column("总分", 46))
_VIEWS: Final = {"scores": "成绩", "compare": "与另一次比较", "cases": "逐个看草稿"}
_NONE = "还没有评测。在源代码文件夹里运行 assistant eval run，跑完后在这里看结果；怎么改提示词、怎么比较，见 docs/evals.md。"


def show(desk: Desk) -> None:
    """Draw the page."""
    with st.container(key="quality_card"):
        st.html('<h2 class="jx-title">质量评测</h2>')
        put(markup.hint_line("给维护者用：换了提示词、模型或规则之后，草稿变好了还是变差了。"))
        if reason := evals_room.lacking():
            put(markup.warning_line(reason))
            return
        found = evals_room.runs()
        if not found:
            put(markup.hint_line(_NONE))
            return
        left, right = st.columns([10, 12], gap="medium")
        with left:
            chosen = _list(desk, found)
        with right, st.container(key="quality_pane"):
            _run(found, chosen)


def _list(desk: Desk, found: "list[RunSummary]") -> "RunSummary":
    from evals.reporting.words import DATASETS, ENGINES

    chosen = next((line for line in found if line.id == desk.parts.get("quality")), found[0])
    with st.container(key="runs_list"):
        pick_list.head("评测", _COLUMNS)
        entries = [
            Entry(
                str(at), f"{line.started[5:]}　{line.note}".strip(), quality_markup.run_facts(line, ENGINES, DATASETS)
            )
            for at, line in enumerate(found)
        ]
        clicked = pick_list.lines(entries, _COLUMNS, str(found.index(chosen)), "run")
    if clicked is not None:
        desk.parts["quality"] = found[int(clicked)].id
        st.rerun()
    return chosen


def _run(found: "list[RunSummary]", chosen: "RunSummary") -> None:
    view = st.segmented_control(
        "看什么", list(_VIEWS), default="scores", format_func=_VIEWS.__getitem__, key="quality_view",
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    run = evals_room.run(chosen.id)
    if view == "compare":
        _compare(found, chosen)
    elif view == "cases":
        _cases(run)
    else:
        _scores(run)


def _titles() -> dict[str, str]:
    from evals.results.summary import TOTAL
    from evals.scorers import SCORERS

    return {TOTAL: "总分", **{scorer.id: scorer.title for scorer in SCORERS}}


def _scores(run: "Run") -> None:
    from evals.reporting.words import head_lines, spent_text
    from evals.results import means, spent, total_by

    st.html(quality_markup.bars(means(run.results), _titles()))
    put(markup.hint_line(spent_text(spent(run.results))))
    put(quality_markup.failures(run))
    first, second = st.columns(2, gap="medium")
    with first:
        st.html(
            '<h4 class="jx-sub">按领域</h4>' + quality_markup.bars(total_by(run.results, lambda each: each.field), {})
        )
    with second:
        st.html(
            '<h4 class="jx-sub">按项目类型</h4>'
            + quality_markup.bars(total_by(run.results, lambda each: each.sort), {})
        )
    with st.expander("这次评测用的版本"):
        st.html(quality_markup.head(head_lines(run)))


def _compare(found: "list[RunSummary]", chosen: "RunSummary") -> None:
    from evals.results import VERDICTS

    others = [line for line in found if line.id != chosen.id]
    if not others:
        put(markup.hint_line("只有一次评测，再跑一次才能比较。"))
        return
    names = {line.id: f"{line.started}　{line.note or line.model}".strip() for line in others}
    before = st.selectbox(
        "甲（原来的）；乙是左边选中的这一次", list(names), format_func=names.__getitem__, key="quality_before"
    )
    compared = evals_room.comparison(before, chosen.id)
    said = {str(verdict): text for verdict, text in VERDICTS.items()}
    st.html(quality_markup.verdict(compared, said))
    st.html(quality_markup.differences(compared.differences, _titles(), said))
    st.html('<h4 class="jx-sub">变差的项目</h4>' + quality_markup.fallen(compared))


def _cases(run: "Run") -> None:
    results = sorted(run.results, key=lambda each: each.total.value or 0)
    if not results:
        put(markup.hint_line("这次评测还没有结果。"))
        return
    at = st.selectbox(
        "案例（分数低的在前）",
        range(len(results)),
        format_func=lambda at: _named(results[at]),
        key=f"quality_case_{run.head.id}",
    )
    result = results[at]
    known = evals_room.case(result.dataset, result.key)
    put(markup.warning_line(result.error))
    first, second = st.columns(2, gap="small")
    with first:
        st.html(quality_markup.form(_target(result), "这次的草稿", "没有草稿。"))
    with second:
        st.html(quality_markup.form(known.reference if known else None, "公开的原表", "这个案例没有公开的原表。"))
    st.html('<h4 class="jx-sub">检查意见</h4>' + quality_markup.objections(result))
    st.html('<h4 class="jx-sub">各项得分</h4>' + quality_markup.scores(result, _titles()))


def _named(result: "CaseResult") -> str:
    total = "—" if result.total.value is None else f"{result.total.value:.1f}"
    return f"{total}　{result.name}　{result.field}"


def _target(result: "CaseResult") -> PerformanceTarget | None:
    return PerformanceTarget.model_validate(result.target) if result.target else None
