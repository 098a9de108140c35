"""Prompt texts: Markdown with front matter, rendered by jinja in a sandbox; a wrong variable is an error naming it."""

import os
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from assistant.llm.interface import Message
from assistant.model import PromptError
from assistant.model.data import parse_yaml

OWN_FOLDER = "ASSISTANT_PROMPTS"
"""Environment variable that names a user's own folder of prompts; a file there wins over ours of the same name."""
_PACKAGE = Path(__file__).resolve().parents[1]
_FRONT = ("id", "version", "description", "variables")
_PARTS: tuple[Literal["system", "user"], ...] = ("system", "user")


@dataclass(frozen=True)
class Prompt:
    """One prompt: a system part and a user part, and the variables that they take.

    Attributes:
        id: as in the file's name: `draft.zh`.
        version: raised with every change of the wording, so that evaluations can tell drafts apart.
    """

    id: str
    version: int
    description: str
    variables: tuple[str, ...]
    parts: tuple[tuple[Literal["system", "user"], str], ...]

    def render(self, **values: Any) -> list[Message]:
        """Return the messages.

        Raises:
            PromptError: a variable is missing or unknown, or the text uses a value in a way that it does not allow.
        """
        from jinja2 import TemplateError

        if missing := sorted(set(self.variables) - set(values)):
            raise PromptError(f"提示词 {self.id} 缺少变量“{missing[0]}”的值")
        if unknown := sorted(set(values) - set(self.variables)):
            raise PromptError(f"提示词 {self.id} 没有变量“{unknown[0]}”，请核对文件开头的 variables")
        try:
            return [Message(role, _template(text).render(values).strip()) for role, text in self.parts]
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise PromptError(f"提示词 {self.id} 不能使用：{error}") from error


def prompt_folders() -> list[Path]:
    """Return the folders with prompts, the first wins: the user's own, then the clone's or the wheel's.

    Raises:
        PromptError: the user's own folder does not exist.
    """
    homes = (_PACKAGE.parent / "prompts", _PACKAGE / "_data" / "prompts")
    found = [home for home in homes if home.is_dir()][:1]
    if own := os.environ.get(OWN_FOLDER, "").strip():
        if not Path(own).is_dir():
            raise PromptError(f"{OWN_FOLDER} 指定的提示词文件夹“{own}”不存在，请改正路径或取消这项设置")
        found.insert(0, Path(own))
    return found


def load_prompt(name: str) -> Prompt:
    """Return a prompt by its id (`draft.zh`).

    Raises:
        PromptError: there is no such prompt, or its front matter or text is wrong; the sentence names the place.
    """
    for folder in prompt_folders():
        path = folder / f"{name}.md"
        if path.is_file():
            return _load(str(path), path.stat().st_mtime_ns)
    raise PromptError(f"找不到提示词 {name}.md")


@lru_cache(maxsize=64)
def _load(path: str, _changed: int) -> Prompt:
    import yaml

    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
        _, front, body = text.split("---\n", 2)
        head = parse_yaml(front)
    except (UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        raise PromptError(f"提示词 {file.name} 开头应有 --- 之间的 id、version、description、variables") from error
    if not isinstance(head, dict) or sorted(head) != sorted(_FRONT) or not isinstance(head["variables"], list):
        raise PromptError(f"提示词 {file.name} 开头应恰好写明 id、version、description、variables")
    parts = _split(body, file.name)
    _hold_to_variables(parts, head["variables"], file.name)
    return Prompt(head["id"], head["version"], head["description"], tuple(head["variables"]), parts)


def _split(body: str, name: str) -> tuple[tuple[Literal["system", "user"], str], ...]:
    before, *rest = body.replace("\r\n", "\n").split("<!-- system -->")
    system, *user = rest[0].split("<!-- user -->") if len(rest) == 1 else ("",)
    if before.strip() or len(user) != 1:
        raise PromptError(f"提示词 {name} 应依次分成 <!-- system --> 和 <!-- user --> 两部分")
    return tuple(zip(_PARTS, (system, user[0]), strict=True))


def _hold_to_variables(parts: tuple[tuple[str, str], ...], declared: list[str], name: str) -> None:
    from jinja2 import TemplateSyntaxError, meta

    try:
        used = {each for _, text in parts for each in meta.find_undeclared_variables(_environment().parse(text))}
    except TemplateSyntaxError as error:
        raise PromptError(f"提示词 {name} 第 {error.lineno} 行附近的模板写法有误：{error.message}") from error
    if unknown := sorted(used - set(declared)):
        raise PromptError(f"提示词 {name} 用了没有声明的变量“{unknown[0]}”")
    if idle := sorted(set(declared) - used):
        raise PromptError(f"提示词 {name} 声明了变量“{idle[0]}”却没有用到")


@lru_cache(maxsize=64)
def _template(text: str) -> Any:
    return _environment().from_string(text)


@cache
def _environment() -> Any:
    """A sandbox: a user's own prompt is text, not a program. Nothing is escaped, for prompts are no web pages."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
