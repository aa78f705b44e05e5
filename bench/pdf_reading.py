"""How long the reading of PDFs takes beside pypdfium2's plain text of the same pages, in one run.

Every file is read in turn by both, several times; the table gives medians of processor time.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import pypdfium2
from rich.console import Console
from rich.table import Table

from lnextract.source.pdf import read_pdf

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "fixtures", ROOT.parent / "shared" / "pdf")
ROUNDS = 7


def pdfs_in(folders: tuple[Path, ...]) -> list[Path]:
    """The PDFs, those of absent folders left out."""
    return [path for folder in folders for path in sorted(folder.rglob("*.pdf"))]


def plain_text(path: Path) -> int:
    """Number of pages, after pypdfium2 has given the text of each."""
    document = pypdfium2.PdfDocument(path)
    count = len(document)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()
    return count


def seconds(read: Callable[[], object]) -> float:
    """Processor time of one call."""
    begun = process_time()
    read()
    return process_time() - begun


def main() -> None:
    """Print the table, and the peak memory of the whole run."""
    table = Table("file", "pages", "words", "text ms/page", "read ms/page", "ratio", title="PDF reading")
    plain_total = read_total = 0.0
    for path in pdfs_in(FOLDERS):
        pages = plain_text(path)
        words = sum(len(page.words) for page in read_pdf(path, path.name).pages)
        rounds = [
            (
                seconds(lambda path=path: plain_text(path)),
                seconds(lambda path=path: read_pdf(path, path.name)),
            )
            for _ in range(ROUNDS)
        ]
        plain, read = median(one for one, _ in rounds), median(two for _, two in rounds)
        plain_total, read_total = plain_total + plain, read_total + read
        per_page = (f"{1000 * plain / pages:.2f}", f"{1000 * read / pages:.2f}", f"{read / plain:.2f}")
        table.add_row(path.name, str(pages), str(words), *per_page)
    if plain_total:
        table.add_row("all", "", "", "", "", f"{read_total / plain_total:.2f}")
    Console(width=120).print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}, peak memory {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
