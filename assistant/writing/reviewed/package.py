"""An Office file as the zip of parts that it is: single parts are replaced, all others stay byte for byte."""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal, Self
from zipfile import BadZipFile, ZipFile

from assistant.model import AssistantError, UnreadableFileError
from assistant.writing.reviewed.xml import child, element, parse, serialise

TYPES = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_ID = f"{{{_OFFICE}}}id"
_LARGEST_UNPACKED = 500_000_000
DAMAGED = "不是完整的 Word 或 Excel 文件（可能已损坏或加了密码），请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx"


@contextmanager
def damage_told() -> Iterator[None]:
    """Tell what a damaged part brings about as one sentence; our own errors pass.

    A file that lacks what every Word or Excel file has can fail in as many places as there are parts.
    """
    try:
        yield
    except AssistantError:
        raise
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise UnreadableFileError(DAMAGED) from error


class Package:
    """The parts of a Word or Excel file by name (`word/document.xml`)."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            UnreadableFileError: it is no Office file, damaged or encrypted.
        """
        try:
            with ZipFile(BytesIO(data)) as archive:
                self._members = {_plain(info.filename): info for info in archive.infolist()}
                if sum(info.file_size for info in self._members.values()) > _LARGEST_UNPACKED:
                    raise UnreadableFileError("解压后过大，不像绩效目标表，请核对文件")
                self._parts = {name: archive.read(info) for name, info in self._members.items()}
        except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
            raise UnreadableFileError(DAMAGED) from error
        if TYPES not in self._parts:
            raise UnreadableFileError(DAMAGED)
        self._spelt = {name.lower(): name for name in self._parts}
        self._roots: dict[str, Any] = {}
        self._changed = False

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the file's order."""
        return list(self._parts)

    def bytes_of(self, name: str) -> bytes:
        """Return a part as it stands.

        Raises:
            UnreadableFileError: there is no such part.
        """
        if name not in self._parts:
            raise UnreadableFileError(DAMAGED)
        return serialise(self._roots[name]) if name in self._roots else self._parts[name]

    @property
    def changed(self) -> bool:
        """Whether any part was added, replaced or opened to be changed."""
        return self._changed or bool(self._roots)

    def edit(self, name: str) -> Any:
        """Return the root of an XML part; what is changed in it is saved with the file."""
        if name not in self._roots:
            self._roots[name] = parse(self.bytes_of(name))
        return self._roots[name]

    def look(self, name: str) -> Any:
        """Return the root of an XML part that is only read: the part stays byte for byte."""
        return self._roots[name] if name in self._roots else parse(self.bytes_of(name))

    def put(self, name: str, data: bytes, content_type: str | None = None) -> None:
        """Add or replace a part; a new one needs its content type, unless its suffix has one."""
        self._roots.pop(name, None)
        self._changed = True
        self._parts[name] = data
        if content_type is not None:
            self.set_type(name, content_type)

    def remove(self, name: str) -> None:
        """Take a part out, with what the list of content types says of it."""
        self._roots.pop(name, None)
        self._changed = True
        self._parts.pop(name, None)
        for override in self._overrides(name):
            override.getparent().remove(override)

    def free_name(self, pattern: str) -> str:
        """Return the first name that no part has yet: `xl/comments{}.xml` → `xl/comments3.xml`."""
        taken = {name.lower() for name in self._parts}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def save(self) -> bytes:
        """Return the file: members in their order, new ones at the end."""
        buffer = BytesIO()
        with ZipFile(buffer, "w") as archive:
            for name in self._parts:
                info = self._members.get(name)
                if info is None:
                    archive.writestr(name, self.bytes_of(name), compress_type=8)
                else:
                    archive.writestr(info, self.bytes_of(name))
        return buffer.getvalue()

    def type_of(self, name: str) -> str:
        """Return the content type of a part, or an empty text."""
        found = self._overrides(name) or [
            default
            for default in self.look(TYPES).iterfind(f"{_CT}Default")
            if default.get("Extension", "").lower() == name.rpartition(".")[2].lower()
        ]
        return str(found[0].get("ContentType", "")) if found else ""

    def set_type(self, name: str, content_type: str) -> None:
        """Say a part's content type."""
        if self.type_of(name) == content_type:
            return
        found = self._overrides(name)
        override = found[0] if found else child(self.edit(TYPES), f"{_CT}Override", {"PartName": f"/{name}"})
        override.set("ContentType", content_type)

    def set_default_type(self, suffix: str, content_type: str) -> None:
        """Say the content type of all parts with a suffix, where none is said yet."""
        if not self.type_of(f".{suffix}"):
            default = element(f"{_CT}Default", {"Extension": suffix, "ContentType": content_type})
            self.edit(TYPES).insert(0, default)

    def _overrides(self, name: str) -> list[Any]:
        wanted = f"/{name}".lower()
        root = self._roots.get(TYPES)
        if root is None:
            if wanted.encode() not in self._parts[TYPES].lower():
                return []
            root = self.edit(TYPES)
        return [found for found in root.iterfind(f"{_CT}Override") if found.get("PartName", "").lower() == wanted]

    def of_kind(self, kind: Literal["docx", "xlsx"]) -> Self:
        """Return the file itself, if it is a Word or an Excel file as expected.

        Raises:
            UnreadableFileError: it is another one.
        """
        wanted, signs = (
            ("Word", ("wordprocessingml", "ms-word")) if kind == "docx" else ("Excel", ("spreadsheetml", "ms-excel"))
        )
        if b"http://purl.oclc.org/ooxml/" in self.bytes_of(self.main_part()):
            raise UnreadableFileError(f"是“严格 Open XML”格式，请用 {wanted} 或 WPS 打开后另存为普通的 .{kind}")
        if not any(sign in self.type_of(self.main_part()) for sign in signs):
            raise UnreadableFileError(f"不是 {wanted} 文件，请核对文件，或用 {wanted}、WPS 打开后另存为 .{kind}")
        return self

    def main_part(self) -> str:
        """Return the name of the part that the file opens with: the document or the workbook."""
        found = self.related("", "officeDocument")
        if not found:
            raise UnreadableFileError(DAMAGED)
        return next(iter(found.values()))

    def related(self, source: str, kind: str | None = None) -> dict[str, str]:
        """Return the parts within the file that a part refers to, by relationship id.

        Args:
            source: the part's name; empty for the file itself.
            kind: the last word of the relationship's type (`comments`); None for all.
        """
        return {
            relation.get("Id", ""): self._own_spelling(_absolute(source, relation.get("Target", "")))
            for relation in self.relations(source)
            if relation.get("TargetMode") != "External"
            and (kind is None or relation.get("Type", "").rpartition("/")[2] == kind)
        }

    def _own_spelling(self, name: str) -> str:
        """Office does not mind the case of a part's name."""
        return name if name in self._parts else self._spelt.get(name.lower(), name)

    def relations(self, source: str) -> list[Any]:
        """Return the relationship elements of a part."""
        name = rels_name(source)
        return list(self.look(name)) if name in self._parts else []

    def copy_relations(self, source: str, copy: str) -> None:
        """Let a part refer to the same parts as another one, by the same ids; both lie in one folder."""
        if rels_name(source) in self._parts:
            self.put(rels_name(copy), self.bytes_of(rels_name(source)))

    def drop_relation(self, source: str, identity: str) -> None:
        """Let a part no longer refer to another one."""
        for relation in list(self.edit(rels_name(source))):
            if relation.get("Id") == identity:
                relation.getparent().remove(relation)

    def relate(self, source: str, kind: str, target: str) -> str:
        """Let a part refer to another one; return the relationship's id."""
        name = rels_name(source)
        if name not in self._parts:
            self.put(name, serialise(element(f"{{{_RELS}}}Relationships", prefixes={None: _RELS})))
        root = self.edit(name)
        taken = {relation.get("Id") for relation in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        path = posixpath.relpath(target, posixpath.dirname(source) or ".")
        child(
            root,
            f"{{{_RELS}}}Relationship",
            {"Id": f"rId{number}", "Type": f"{_OFFICE}/{kind}", "Target": path},
        )
        return f"rId{number}"


def rels_name(source: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _absolute(source: str, target: str) -> str:
    target = target.replace("\\", "/")
    path = target if target.startswith("/") else posixpath.join(posixpath.dirname(source), target)
    return posixpath.normpath(path).lstrip("/")
