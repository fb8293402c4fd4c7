"""How many cells the sheets of a workbook span: a program of its own, which loaders/reading/workbook.py runs with little memory.

The reader makes room for every cell between the first and the last one of a sheet. A file of five kilobytes with one cell in the far corner
makes it ask for half a terabyte, and where that is refused it ends the whole process: so it is tried where nobody else lives.
"""

import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook

MEMORY = 4 << 30
NO_BOOK = 4
"""The exit status for a file that is no workbook; what is wrong with it is printed."""


def spanned(path: str) -> int:
    """The cells of all sheets, empty ones between them included."""
    book = CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return sum(sheet.total_height * sheet.total_width for sheet in sheets)


def _main(path: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sys.stdout.write(str(spanned(path)))
    except (CalamineError, OSError, ValueError) as fault:
        sys.stdout.write(str(fault))
        return NO_BOOK
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
