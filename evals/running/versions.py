"""What a run was made with, as hashes that change when drafts or scores could."""

import hashlib
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import assistant
from assistant.llm.prompts import load_prompt, prompt_folders
from evals.loading.examples import TARGETS
from evals.loading.files import FOLDER
from evals.results.shapes import Versions

ROOT = Path(__file__).resolve().parents[2]
_PACKAGE = Path(assistant.__file__).resolve().parent
_FACES = ("app", "workspace", "writing", "reading")
"""Rooms that make no draft, so that a change of a page does not make runs incomparable."""
_KEPT = (".py", ".yaml", ".txt", ".json")


def versions(datasets: Sequence[str]) -> Versions:
    """Return what a run of these data sets would be made with now."""
    return Versions(
        code=_commit(),
        engine=_hash(path for path in _package_files()),
        prompts=_prompts(),
        examples=_hash(sorted(TARGETS.glob("*.json"))),
        datasets={name: _hash(_files_of(name)) for name in dict.fromkeys(datasets)},
        scorers=_hash(_scorer_files()),
    )


def _package_files() -> Iterable[Path]:
    for path in sorted(_PACKAGE.rglob("*")):
        within = path.relative_to(_PACKAGE).parts
        if path.suffix in _KEPT and within[0] not in _FACES and "_data" not in within:
            yield path


def _scorer_files() -> list[Path]:
    folders = (ROOT / "evals" / "scorers", ROOT / "evals" / "matching")
    found = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in _KEPT]
    return [*found, ROOT / "evals" / "weights.yaml"]


def _files_of(dataset: str) -> list[Path]:
    if dataset == "recorded":
        return sorted((ROOT / "evals" / "recorded").glob("*.json"))
    if dataset == "labels":
        return sorted((FOLDER / "review_labels").glob("*.yaml"))
    return [FOLDER / f"{dataset}.yaml"]


def _prompts() -> dict[str, str]:
    names = sorted({path.stem for folder in prompt_folders() for path in folder.glob("*.md")})
    found = {}
    for name in names:
        prompt = load_prompt(name)
        said = hashlib.sha256(repr(prompt.parts).encode()).hexdigest()[:8]
        found[name] = f"{prompt.version} ({said})"
    return found


def _hash(files: Iterable[Path]) -> str:
    """Return a hash of files' names and contents, line ends aside: git on Windows writes other ones."""
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.name.encode())
        whole.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()[:12]


def _commit() -> str:
    try:
        asked = [
            subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, timeout=10, check=True).stdout
            for words in (["rev-parse", "--short", "HEAD"], ["status", "--porcelain", "-uno"])
        ]
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked[0].strip() + ("+" if asked[1].strip() else "")
