"""Documents → `PerformanceTarget`: readers make grids, the recogniser names each form, one engine reads them all.

file ─files─▶ Grids ─sections, lists─▶ one section a form ─recognise─▶ its definition
    a form that we know:  header, table, rows, levels, twins ─▶ target, notes, places
    any other (general):  further, unknown, cells, outline ─▶ the same
"""

from assistant.reading.files import read_document, read_text

__all__ = ["read_document", "read_text"]
