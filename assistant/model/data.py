"""The text of our data files (word lists, forms, norms) → plain Python values."""

from typing import Any

import yaml

# The C parser where PyYAML has it, ten times as fast: every command reads data files.
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> Any:
    """Return what a YAML text says: lists, dicts, text, numbers; no objects.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(text, _Loader)
