"""Documents → `PerformanceTarget`: readers make grids, the recogniser names each form, one engine reads them all.

file ─files, sniff─▶ office, pdf, text: one kind of grid ─layout.sections─▶ one section a form ─layout.recognise─▶
    a form that we know:  layout (header, table, rows), mending ─▶ target, notes, places
    any other:            general (head, tables, outline)       ─▶ the same
"""

from assistant.reading.files import read_document, read_text

__all__ = ["read_document", "read_text"]
