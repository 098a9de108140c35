"""XML of Office files: parsed without reaching outside, written back as it came. The one importer of lxml."""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from assistant.model import UnreadableFileError

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parse(data: bytes) -> Any:
    """Return the root element. Entities are not expanded and nothing is fetched: the file is a stranger's.

    Raises:
        UnreadableFileError: it is no well-formed XML; the sentence lacks its subject, the file.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError("文件内部已损坏，请用 Word、Excel 或 WPS 打开后另存一份再试") from error


def serialise(root: Any) -> bytes:
    """Return the part as bytes, with whatever stands beside the root."""
    found: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


def element(tag: str, attributes: dict[str, str] | None = None, prefixes: dict[str | None, str] | None = None) -> Any:
    """Return a new element; `tag` is `{namespace}name`, `prefixes` are the namespaces that it declares."""
    return etree.Element(tag, attributes or {}, nsmap=prefixes)


def child(parent: Any, tag: str, attributes: dict[str, str] | None = None, text: str | None = None) -> Any:
    """Append a new element to a parent and return it; the spaces of its text are kept."""
    found = etree.SubElement(parent, tag, attributes or {})
    if text is not None:
        found.text = text
        found.set(XML_SPACE, "preserve")
    return found
