"""The folder for everything that the assistant keeps for its user: own examples, drafts, settings."""

import os
from pathlib import Path

HOME = "ASSISTANT_HOME"
"""Environment variable that names the folder."""


def user_folder() -> Path:
    """Return the folder that `ASSISTANT_HOME` names, else the system's place for user data; it may not exist yet."""
    if named := os.environ.get(HOME, "").strip():
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("jixiao-assistant", appauthor=False)
