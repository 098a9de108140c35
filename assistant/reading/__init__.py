"""Documents → `PerformanceTarget`: readers make grids, the recogniser names each form, one engine reads them all.

file ─files─▶ Grids ─sections─▶ one section a form ─header, table, levels, twins─▶ targets and notes
"""

from assistant.reading.files import read_document, read_text

__all__ = ["read_document", "read_text"]
