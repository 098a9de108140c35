"""Leave out the tables of a document that are no performance targets: 部门收支总表, 三公经费表 between or after the forms."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from assistant.reading.grid import Row
from assistant.reading.layout.columns import find_columns
from assistant.reading.lexicon import key, labels

_TABLE = re.compile(r"表(?:[（(].{0,12}[)）]|[\d一二三四五六七八九十]{0,3})$|^第[一二三四五六七八九十]+(?:部分|章)")
# What belongs to the form above: its next page, its notes; or is a form of ours itself.
_OURS = re.compile(
    r"绩效|指标|目标|续表|附表|自评|评价|项目表|申报表|批复表|申请表|[：:。；，]|^(?:备?注|填表|说明|见)"
)
_LONGEST = 40
_LONGEST_HEAD = 8
"""Rows of a head above 项目名称."""

Test = Callable[[Row], bool]


def without_others(rows: Sequence[Row], is_title: Test, names_project: Test) -> Sequence[Row]:
    """Return the rows without those of tables that stand under the title, or the header, of something else.

    Args:
        rows: of one sheet or text flow.
        is_title: whether a row is the title of a form of ours.
        names_project: whether a row names a project.
    """
    if not any(map(_is_other, rows)):
        return rows
    kept: list[Row] = []
    others = False
    for at, row in enumerate(rows):
        if _is_other(row):
            others = not _is_ours(islice(rows, at + 1, None), is_title, names_project)
        elif others and (find_columns(row) or is_title(row)):
            others = False
        elif others and names_project(row):
            others = not _is_ours(islice(rows, at + 1, None), is_title, names_project)
        if not (others and row.in_table):
            kept.append(row)
    return kept


def _is_other(row: Row) -> bool:
    """Whether a row is the title or the header of something else."""
    if row.in_table and not row.single:
        words = {key(text) for _, text in row.own}
        return len(words) > 2 and len(words & labels().other_tables) > 1 and not find_columns(row)
    text = row.joined
    return 2 < len(text) <= _LONGEST and bool(_TABLE.search(text)) and not _OURS.search(text)


def _is_ours(rows: Iterable[Row], is_title: Test, names_project: Test) -> bool:
    """Whether an indicator table stands below, with a head of ordinary length, before the next title."""
    for at, row in enumerate(rows):
        if find_columns(row):
            return True
        if _is_other(row) or is_title(row) or (at > _LONGEST_HEAD and names_project(row)):
            return False
    return False
