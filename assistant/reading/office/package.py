"""Open an Office file (a zip of XML parts) so that no such file can hurt: bounded sizes, no entities, no network."""

import posixpath
from functools import cached_property
from io import BytesIO
from typing import IO, Any, BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from lxml import etree  # type: ignore[import-untyped]

from assistant.model import UnreadableFileError
from assistant.reading.limits import LARGEST_PART, LARGEST_UNPACKED, MOST_MEMBERS, MOST_TAGS

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO's strict spelling of Office files names its namespaces anew; the words in them are the same.
_TOO_MUCH = "内容过大，不像绩效目标表，请只留绩效目标表后再打开"
_FIRST_PIECE = 1 << 15
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}


class Package:
    """An Office file's parts by name.

    Raises:
        UnreadableFileError: it unpacks to more than any form does.
        Exception: it is no zip file, or a damaged one (zipfile lets several kinds escape).
    """

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        members = self._zip.infolist()
        # zipfile never reads more of a member than it declares, so the declared sizes are the true bound.
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise UnreadableFileError("解压后过大，不像绩效目标表，请核对文件")
        self._members: dict[str, ZipInfo] = {_plain(member.filename): member for member in members}

    @property
    def names(self) -> set[str]:
        """Return the names of all parts, in lower case."""
        return set(self._members)

    @cached_property
    def main(self) -> str:
        """Return the name of the part that everything hangs on: the document, or the workbook."""
        return next(iter(self.related("", "officeDocument").values()), "")

    def size(self, name: str) -> int:
        """Return the size of a part in bytes; 0 where there is none."""
        member = self._members.get(_plain(name))
        return member.file_size if member else 0

    def open(self, name: str) -> BinaryIO:
        """Open a part for reading piece by piece."""
        return cast(BinaryIO, _Transitional(self._zip.open(self._members[_plain(name)])))

    def read(self, name: str) -> bytes:
        """Return a part whole; nothing where there is none, or where it only links to a place outside."""
        member = self._members.get(_plain(name))
        if member is None:
            return b""
        if member.file_size > LARGEST_PART:
            raise UnreadableFileError(_TOO_MUCH)
        data = transitional(self._zip.read(member))
        if data.count(b"<") > MOST_TAGS:
            raise UnreadableFileError(_TOO_MUCH)
        return data

    def tree(self, name: str) -> Any:
        """Return the root element of an XML part; None where there is none."""
        data = self.read(name)
        return parse_xml(data) if data else None

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Return the names of the parts that a part points to in one way (`header`, `worksheet`), by id."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            relation.get("Id", ""): _plain(posixpath.join(folder, relation.get("Target", "")))
            for relation in (root.iter(_RELATION) if root is not None else ())
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        }


class _Transitional:
    """A part as a stream, its namespaces as Office writes them by default; they all stand in its first element."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        if self._begun or size < 0:
            return self._stream.read(size)
        self._begun = True
        return transitional(self._stream.read(_FIRST_PIECE))

    def close(self) -> None:
        self._stream.close()


def parse_xml(data: bytes) -> Any:
    """Return the root of an XML text; a document type is refused, so no entity is ever expanded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError("含有不安全的内容（DTD），请用 Word、Excel 或 WPS 打开后另存一份")
    return root


def transitional(data: bytes) -> bytes:
    """Return XML in the namespaces that Office writes by default, whichever it was written in."""
    if _STRICT in data[:5000]:
        for strict, usual in _TRANSITIONAL.items():
            data = data.replace(strict, usual)
    return data


def _plain(name: str) -> str:
    """Return a part's name as names are compared: Office does not mind their case."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
