"""The 'may import' table of docs/architecture.md, enforced on every import statement, lazy ones included."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assistant"
MAY_IMPORT = {
    "home": set(),
    "model": set(),
    "preferences": {"home", "model"},
    "forms": {"model"},
    "reading": {"model", "forms"},
    "library": {"home", "model", "reading"},
    "llm": {"home", "model"},
    "checking": {"model", "forms"},
    "drafting": {"model", "forms", "reading", "library", "llm", "checking"},
    "fixing": {"model", "forms", "library", "llm", "checking"},
    "writing": {"model", "forms", "checking"},
    "workspace": {"home", "model", "forms", "checking", "drafting"},
    "worker": {"model", "forms", "library", "llm", "checking", "fixing", "drafting", "workspace"},
}
FACES = {"app", "api", "api_drafting", "cli", "cli_draft", "cli_eval", "cli_parser", "cli_text", "__init__", "__main__"}
ONLY_IN = {
    "xlrd": "reading",
    "pypdfium2": "reading",
    "openai": "llm",
    "instructor": "llm",
    "tenacity": "llm",
    "streamlit": "app",
    "sqlalchemy": "workspace",
    "alembic": "workspace",
}


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is used"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


SOURCES = sorted(PACKAGE.rglob("*.py"))


def test_every_room_is_known() -> None:
    assert {_room(path) for path in SOURCES} == set(MAY_IMPORT) | FACES


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = _room(path)
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("assistant.")}
    used = {name for name in used if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()}
    if room in MAY_IMPORT:
        assert used <= MAY_IMPORT[room] | {room}, f"{path.name} reaches into {used - MAY_IMPORT[room] - {room}}"
    for library, home in ONLY_IN.items():
        if room != home:
            assert not {name for name in _imports(path) if name.split(".")[0] == library}, (
                f"{library} belongs in {home}"
            )


def test_no_source_file_is_longer_than_400_lines() -> None:
    long = {str(path): lines for path in SOURCES if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long
