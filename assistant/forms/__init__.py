"""Forms of regions, as data: a folder each (`form.yaml`), and one loader."""

from assistant.forms.definition import Cell, Column, FieldDef, FormDefinition, GoalSlot, IndicatorTable, Layout
from assistant.forms.loader import all_forms, get_form

__all__ = [
    "Cell",
    "Column",
    "FieldDef",
    "FormDefinition",
    "GoalSlot",
    "IndicatorTable",
    "Layout",
    "all_forms",
    "get_form",
]
