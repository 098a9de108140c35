"""Find and load forms: a folder each, ours in the package, a user's own in the folder named by ASSISTANT_FORMS."""

import os
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError
from yaml import YAMLError

from assistant.forms.definition import FormDefinition
from assistant.model import InputError, SettingsError
from assistant.model.data import parse_yaml


@cache
def _load(folder: str) -> dict[str, FormDefinition]:
    found: dict[str, FormDefinition] = {}
    for path in sorted(Path(folder).glob("*/form.yaml")):
        form = _read(path)
        if form.id in found:
            raise SettingsError(f"表式文件 {path.parent.name}/form.yaml 的 id“{form.id}”与另一个表式重复，请换一个 id")
        found[form.id] = form
    return found


def _read(path: Path) -> FormDefinition:
    try:
        return FormDefinition.model_validate(parse_yaml(path.read_text(encoding="utf-8")))
    except (ValidationError, YAMLError, UnicodeDecodeError) as error:
        reason = (
            error.errors(include_url=False)[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        )
        place = ".".join(str(part) for part in reason["loc"])
        raise SettingsError(
            f"表式文件 {path.parent.name}/form.yaml 有误（{place} {reason['msg']}），请改正后再试"
        ) from error


def all_forms() -> dict[str, FormDefinition]:
    """Return every form by id; a user's own folder adds to ours and wins where ids are the same.

    Raises:
        SettingsError: a `form.yaml` cannot be read (the sentence names the file and the place), or the folder that
            ASSISTANT_FORMS names is missing.
    """
    forms = dict(_load(str(resources.files("assistant.forms"))))
    own = os.environ.get("ASSISTANT_FORMS")
    if not own:
        return forms
    if not Path(own).is_dir():
        raise SettingsError(f"设置 ASSISTANT_FORMS 所指的文件夹“{own}”不存在，请改正或去掉这项设置")
    return forms | _load(own)


def get_form(name: str) -> FormDefinition:
    """Return a form by id, full name or alias (`ezhou`, `鄂州`).

    Raises:
        InputError: there is no such form; the sentence lists those that exist.
    """
    wanted = name.strip()
    forms = all_forms()
    for form in forms.values():
        if wanted in (form.id, form.name, form.region, *form.aliases):
            return form
    known = "、".join(f"{form.id}（{form.aliases[0] if form.aliases else form.name}）" for form in forms.values())
    raise InputError(f"没有“{wanted}”这种表式，可选：{known}")
