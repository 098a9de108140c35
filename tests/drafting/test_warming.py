"""The first draft finds loaded what it needs; a setting that is wrong is not said while warming up."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant import api
from assistant.drafting.online import warming

_LOADS = """
import sys
from assistant.drafting.online.warming import load
load()
print(*sorted(name for name in ("openai", "assistant.drafting.offline.plan", "streamlit") if name in sys.modules))
"""


def test_what_a_draft_needs_is_loaded(root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _LOADS], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["assistant.drafting.offline.plan"]


def test_it_happens_in_the_background_and_complains_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PROMPTS", str(tmp_path / "gone"))
    warming.load()
    api.warm_up()
    for thread in threading.enumerate():
        if thread.name.startswith("warm-up"):
            thread.join(20)
            assert not thread.is_alive()
