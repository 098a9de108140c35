"""Documents → `PerformanceTarget`: readers make a grid, the recogniser names the form, one engine reads it.

file ─files─▶ Grid ─sections─▶ one section a form ─header, table, levels, twins─▶ targets and notes
"""

from assistant.reading.files import read_document, read_text

__all__ = ["read_document", "read_text"]
