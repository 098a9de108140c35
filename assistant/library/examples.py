"""Where examples live and how they are loaded: ours beside the code or in the wheel, a user's own beside them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.library.own import own_folder
from assistant.model import InputError, PerformanceTarget, SettingsError, from_json

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Example:
    """One reviewed target.

    Attributes:
        id: the file's stem, with `#2` added when a file holds several targets; unique within the library.
        target: the reviewed target.
        document: the document it was read from, or the JSON file's own name where that is not known.
        path: the file that holds it.
    """

    id: str
    target: PerformanceTarget
    document: str
    path: Path | None = None

    @property
    def name(self) -> str:
        """The project's name."""
        return self.target.project.name


@dataclass(frozen=True)
class ExampleFile:
    """A file as it stood when the folder was looked at; two equal ones need no second reading."""

    path: str
    modified_ns: int
    size: int


def example_folders() -> list[Path]:
    """Return the folders with examples: ours (the clone's, else the wheel's), then the user's own.

    Raises:
        SettingsError: the user's own folder does not exist.
    """
    homes = (_PACKAGE.parent / "examples" / "targets", _PACKAGE / "_data" / "examples" / "targets")
    found = [home for home in homes if home.is_dir()][:1]
    own = own_folder()
    return [*found, own] if own.is_dir() else found


def folder_state(folder: Path) -> tuple[ExampleFile, ...]:
    """Return what a folder holds now: name, time and size of each JSON file, in order."""
    files = sorted(folder.glob("*.json"))
    return tuple(ExampleFile(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def load_folder(folder: Path) -> list[Example]:
    """Return a folder's examples in the order of their file names; a file that did not change is not read again.

    Raises:
        SettingsError: a file is no interchange JSON; the sentence names it.
    """
    return [example for file in folder_state(folder) for example in _load_file(file)]


@lru_cache(maxsize=4096)
def _load_file(file: ExampleFile) -> tuple[Example, ...]:
    path = Path(file.path)
    try:
        targets = from_json(path.read_text(encoding="utf-8-sig"))
    except (InputError, UnicodeDecodeError) as error:
        raise SettingsError(f"样例文件 {path.name} 读不出来：{_reason(error)}") from error
    document = _source_document(path)
    return tuple(
        Example(path.stem if number == 1 else f"{path.stem}#{number}", target, document, path)
        for number, target in enumerate(targets, 1)
    )


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, InputError) else "不是 UTF-8 编码的文字，请另存为 UTF-8"


def _source_document(path: Path) -> str:
    """Our files are named `004-20-…`: the number before the first hyphen is that of the document in `sources/`."""
    number = path.stem.partition("-")[0]
    sources = path.parent.parent / "sources"
    found = sorted(sources.glob(f"{number}_*")) + sorted(sources.glob(f"{number}.*")) if number.isdigit() else []
    return found[0].name if found else path.name
