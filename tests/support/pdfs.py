"""Look into PDF files that were made."""

import pypdfium2


def page_texts(data: bytes) -> list[str]:
    """The text of each page, without any blank."""
    document = pypdfium2.PdfDocument(data)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def page_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in points."""
    return [(round(page.get_width()), round(page.get_height())) for page in pypdfium2.PdfDocument(data)]


def font_names(data: bytes) -> set[str]:
    """The families of the fonts that texts are set in."""
    document = pypdfium2.PdfDocument(data)
    texts = (item for page in document for item in page.get_objects() if isinstance(item, pypdfium2.PdfTextObj))
    return {item.get_font().get_family_name() for item in texts}
