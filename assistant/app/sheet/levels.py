"""The upper two levels as a form prints them, and back to the framework's terms."""

from assistant.forms import FormDefinition, all_forms, get_form
from assistant.model import PerformanceTarget
from assistant.model.framework import canonical, canonical_level2


def form_of(target: PerformanceTarget) -> FormDefinition:
    """Return a target's form; of one that is not known here, the central one, by which it is judged too."""
    return all_forms().get(target.form) or get_form("central")


def level1_options(form: FormDefinition) -> list[str]:
    """Return the 一级指标 that the form prints, in its order."""
    return [level.printed or level.name for level in form.levels]


def level2_options(form: FormDefinition) -> list[str]:
    """Return the 二级指标 that the form prints, in its order, each once."""
    printed = [child.printed or child.name for level in form.levels for child in level.level2]
    return list(dict.fromkeys(printed))


def framework_terms(form: FormDefinition, printed1: str, printed2: str) -> tuple[str, str]:
    """Return 一级 and 二级指标 in the framework's terms for what the form prints.

    A missing 一级指标 is filled in where the form has the 二级指标 under one only. Unknown terms stay as they are:
    the checker judges them.
    """
    level1 = next((level.name for level in form.levels if printed1 in (level.printed, level.name)), canonical(printed1))
    if not printed1:
        parents = [level.name for level in form.levels if _child(form, level.name, printed2)]
        level1 = parents[0] if len(parents) == 1 else ""
    return level1, _child(form, level1, printed2) or canonical_level2(printed2, level1)


def _child(form: FormDefinition, level1: str, printed: str) -> str | None:
    return next((child.name for child in form.level2_of(level1) if printed in (child.printed, child.name)), None)


def order_key(form: FormDefinition, level1: str, level2: str) -> tuple[int, int]:
    """Return a sort key that puts rows in the form's printed order; unknown terms come last."""
    names1 = [level.name for level in form.levels]
    names2 = [child.name for child in form.level2_of(level1)]
    return (
        names1.index(level1) if level1 in names1 else len(names1),
        names2.index(level2) if level2 in names2 else len(names2),
    )
