"""The user's settings file, which the page 设置 writes: every face of the program reads the same one.

The file holds the settings by the names of their environment variables. What the environment or a `.env` in the working
folder says wins; what neither says is laid from the file into the environment, where all rooms look.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal
from uuid import uuid4

from assistant.home import user_folder
from assistant.model import SettingsError

ENDPOINT, KEY, MODEL, TIMEOUT = "OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL", "OPENAI_TIMEOUT"
PROFILE, OFFLINE, PRICES = "ASSISTANT_ENDPOINT", "ASSISTANT_OFFLINE", "ASSISTANT_PRICES"
FORM, RULES, LEXICON = "ASSISTANT_FORM", "ASSISTANT_RULES", "ASSISTANT_LEXICON"
EXAMPLES, DATABASE = "ASSISTANT_EXAMPLES", "ASSISTANT_DATABASE_URL"
NAMES: Final = (ENDPOINT, KEY, MODEL, TIMEOUT, PROFILE, OFFLINE, PRICES, FORM, RULES, LEXICON, EXAMPLES, DATABASE)
"""What the file may hold."""

_IN_DOTENV: Final = (ENDPOINT, KEY, MODEL, TIMEOUT, PROFILE, OFFLINE, PRICES)
"""What `assistant.llm.Settings` reads from a `.env`; the others are looked for in the environment alone."""

Given = Literal["environment", ".env", "file"]
_FILE = "settings.yaml"
_HEAD = "# 绩效目标助手的设置，由“设置”页写入。环境变量和启动文件夹里 .env 的同名项优先。\n"
_OWNER_ONLY = 0o600
_laid: dict[str, str] = {}
"""What this process laid into its environment, by name; all else there was given from outside."""


def settings_file() -> Path:
    """Return where the settings are kept; the file may not exist yet."""
    return user_folder() / _FILE


def load() -> dict[str, str]:
    """Return what the settings file holds, by name; empty where there is none.

    Raises:
        SettingsError: the file cannot be read.
    """
    path = settings_file()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"设置文件“{path}”读不出来，请检查读取权限，或删除它后重新设置") from error
    from yaml import YAMLError

    from assistant.model.data import parse_yaml

    try:
        data = parse_yaml(text) or {}
    except YAMLError as error:
        raise SettingsError(f"设置文件“{path}”的格式坏了，请删除它后重新设置") from error
    if not isinstance(data, dict):
        raise SettingsError(f"设置文件“{path}”的格式坏了，请删除它后重新设置")
    return {name: str(data[name]).strip() for name in NAMES if data.get(name) not in (None, "")}


def apply() -> None:
    """Lay the file's settings into the environment, as far as nothing else gives them. Raises as `load` does."""
    _lay(load())


def change(values: Mapping[str, str], keep_key: bool = True) -> None:
    """Change some settings, keep them in the file and let them hold at once.

    Args:
        values: by name; an empty text takes a setting back.
        keep_key: whether the key goes into the file; else it holds until this program ends.

    Raises:
        SettingsError: the file cannot be written; nothing has changed.
    """
    wanted = {name: text for name, text in {**_readable(), **values}.items() if text}
    _write({name: text for name, text in wanted.items() if keep_key or name != KEY})
    if KEY in _laid and KEY not in values and KEY not in wanted:
        wanted[KEY] = _laid[KEY]
    _lay(wanted)


def given_by(name: str) -> Given | None:
    """Return where a setting comes from; None where nothing gives it."""
    if os.environ.get(name) and _laid.get(name) != os.environ[name]:
        return "environment"
    if name in _dotenv():
        return ".env"
    return "file" if name in _laid and name in os.environ else None


def value_of(name: str) -> str:
    """Return the setting that holds, whatever gives it; empty where nothing does."""
    return os.environ.get(name, "").strip() or _dotenv().get(name, "")


def key_is_kept() -> bool:
    """Return whether the settings file holds a key."""
    return KEY in _readable()


def default_form() -> str:
    """Return the id of the form that a new draft starts with; it may name none that there is."""
    return value_of(FORM) or "ezhou"


def is_offline() -> bool:
    """Return whether everything is to stay on this machine."""
    return value_of(OFFLINE).lower() in ("1", "true", "yes", "on")


def _readable() -> dict[str, str]:
    """A file that is broken is replaced by the next change, not complained of twice."""
    try:
        return load()
    except SettingsError:
        return {}


def _lay(values: Mapping[str, str]) -> None:
    for name in NAMES:
        if given_by(name) in ("environment", ".env"):
            _laid.pop(name, None)
        elif text := values.get(name):
            os.environ[name] = _laid[name] = text
        elif name in _laid:
            del _laid[name]
            os.environ.pop(name, None)


def _dotenv() -> dict[str, str]:
    if not Path(".env").is_file():
        return {}
    from dotenv import dotenv_values

    try:
        found = dotenv_values(".env", encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        # `load_settings` says what is wrong with it.
        return {}
    return {name.upper(): text for name, text in found.items() if text and name.upper() in _IN_DOTENV}


def _write(values: Mapping[str, str]) -> None:
    import yaml

    path = settings_file()
    half = path.with_name(f".{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Nobody else may read a key, not even for the moment before a chmod.
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="utf-8") as file:
            file.write(_HEAD + yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False))
        os.replace(half, path)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise SettingsError(f"设置存不进“{path}”，请检查这个文件夹能否写入、磁盘是否已满") from error
