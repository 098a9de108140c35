"""How much of a file is read: figures that no form reaches, so that no file fills the memory or runs for ever."""

LARGEST_FILE = 50_000_000
"""Bytes of a file; a form with pictures has some hundred thousand."""

LARGEST_UNPACKED = 500_000_000
"""Bytes of all members of a zip package together."""

LARGEST_PART = 60_000_000
"""Bytes of one XML part that is held as a tree; 10,000 rows of a Word table take about 16 million."""

MOST_TAGS = 2_500_000
"""Tags in such a part: each takes some 150 bytes of memory, however short it is. Those 10,000 rows have 1.5 million."""

LARGEST_OLD_EXCEL = 8_000_000
"""Bytes of an .xls file, which can only be read whole: a million cells take some ten seconds."""

MOST_COVERED = 200_000
"""Rows that the merged ranges of a sheet cover together."""

MOST_MEMBERS = 10_000
"""Members of a zip package; a book of 300 forms with pictures has some hundred."""

MOST_ROWS = 20_000
"""Filled rows of a sheet; a department's book of 50 forms has about 2,500."""

MOST_COLUMNS = 60
"""Columns of a sheet."""

MOST_EMPTY_ROWS = 2_000
"""Rows without text after which nothing more is expected: whoever formats whole columns makes a million of them."""

MOST_PAGES = 1_000
"""Pages of a PDF file."""

MOST_SIGNS = 500_000
"""Signs of a PDF file; a page of a form has some 800. Each takes some 200 bytes and 15 microseconds."""
