"""PDF files made by hand: text in a Chinese font that is named and not embedded, and ruling lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

UP, LEFT = "^", "<"
"""In a table: the cell above, or to the left, reaches here."""


@dataclass
class Sheet:
    """A page; y runs downwards from its top here."""

    width: float = 595
    height: float = 842
    attributes: str = ""
    commands: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10.5) -> None:
        """Print a text that begins at x and stands on y."""
        code = text.encode("utf-16-be").hex()
        self.commands.append(f"BT /F {size} Tf 1 0 0 1 {x} {self.height - y} Tm <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a ruling line."""
        self.commands.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a ruling line as Word does: a thin filled box."""
        self.commands.append(f"{x0 - 0.25} {self.height - y1 - 0.25} {x1 - x0 + 0.5} {y1 - y0 + 0.5} re f")

    def table(
        self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], bars: bool = False, centred: bool = False
    ) -> float:  # fmt: skip
        """Draw a table and return where it ends; texts wrap, `UP` and `LEFT` merge."""
        draw = self.bar if bars else self.line
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        heights = [_height(rows, at, widths) for at in range(len(rows))]
        tops = [y]
        for height in heights:
            tops.append(tops[-1] + height)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text != UP:
                    draw(edges[column], tops[at], edges[column + 1], tops[at])
                if text != LEFT:
                    draw(edges[column], tops[at], edges[column], tops[at + 1])
                if text not in (UP, LEFT):
                    end = _end(row, column)
                    self._cell(edges[column], tops[at], edges[end] - edges[column], text, centred)
        draw(edges[0], tops[-1], edges[-1], tops[-1])
        draw(edges[-1], tops[0], edges[-1], tops[-1])
        return tops[-1]

    def _cell(self, x: float, y: float, width: float, text: str, centred: bool) -> None:
        for number, line in enumerate(_wrapped(text, width - 10)):
            left = x + (width - measured(line)) / 2 if centred else x + 5
            self.text(left, y + 14 + 14 * number, line)


def measured(text: str, size: float = 10.5) -> float:
    """Return how broad a text is."""
    return sum(size / 2 if sign.isascii() else size for sign in text)


def _end(row: Sequence[str], column: int) -> int:
    end = column + 1
    while end < len(row) and row[end] == LEFT:
        end += 1
    return end


def _wrapped(text: str, width: float) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for sign in paragraph:
            if line and measured(line + sign) > width:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    return lines


def _height(rows: Sequence[Sequence[str]], at: int, widths: Sequence[float]) -> float:
    lines = 1
    for column, text in enumerate(rows[at]):
        if text not in (UP, LEFT) and (at + 1 >= len(rows) or rows[at + 1][column] != UP):
            lines = max(lines, len(_wrapped(text, sum(widths[column : _end(rows[at], column)]) - 10)))
    return 8 + 14 * lines


def pdf(sheets: Sequence[Sheet], trailer: str = "", extra: Sequence[str] = ()) -> bytes:
    """Return the file."""
    first = 6
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(sheets)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /SimSun /Flags 6 /FontBBox [0 -141 1000 859] /ItalicAngle 0 /Ascent 859 "
        "/Descent -141 /CapHeight 683 /StemV 80 >>",
    ]
    for at, sheet in enumerate(sheets):
        stream = "\n".join(["0.5 w", *sheet.commands])
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] {sheet.attributes} "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {first + 2 * at + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.extend(extra)
    out = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + tail.encode("ascii")
