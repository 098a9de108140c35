"""Forms of regions, as data: a folder each (`form.yaml`), and one loader."""

from assistant.forms.definition import Column, ColumnKey, FieldDef, FormDefinition, GoalSlot, IndicatorTable
from assistant.forms.layout import Cell, GoalBlock, Layout, Line, RestBlock, TableBlock
from assistant.forms.loader import all_forms, get_form

__all__ = [
    "Cell",
    "Column",
    "ColumnKey",
    "FieldDef",
    "FormDefinition",
    "GoalBlock",
    "GoalSlot",
    "IndicatorTable",
    "Layout",
    "Line",
    "RestBlock",
    "TableBlock",
    "all_forms",
    "get_form",
]
