"""The reader on the fixtures' PDFs and on the real and the hostile ones beside the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from conftest import ROOT
from lnextract.model.page import Word
from lnextract.source.pdf import read_pdf

FIXTURES = sorted((ROOT / "fixtures").glob("*/*.pdf"))
OUTSIDE = ROOT.parent / "shared"
LIMIT_S = 120
READ_EACH = """
import sys
from pathlib import Path
from lnextract.errors import LnextractError
from lnextract.model.page import Word
from lnextract.source.pdf import read_pdf
for name in sys.argv[1:]:
    print("reading", name, flush=True)
    try:
        print("pages", len(read_pdf(Path(name), name).pages))
    except LnextractError as error:
        print("refused", error.message, "-", error.next_step)
"""


def letters(text: str) -> str:
    """Without blanks and hyphens, which readers write in different ways."""
    return "".join(each for each in text if each.isalnum())


def plain(path: Path) -> str:
    """What pypdfium2 finds within the pages as shown."""
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded(*page.get_bbox()) for page in document)
    document.close()
    return letters(text)


def height(word: Word) -> float:
    """Across its line of writing."""
    return word.x1 - word.x0 if word.direction in (90, 270) else word.bottom - word.top


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_letter_of_a_fixture_is_lost(path: Path) -> None:
    document = read_pdf(path, path.name)
    expected = {"deck": "slides", "skannad": "scan"}.get(path.stem.rsplit("-", 1)[-1], "pdf")
    assert document.kind == expected
    assert letters("".join(word.text for page in document.pages for word in page.words)) == plain(path)
    for page in document.pages:
        assert all(0 <= word.x0 < word.x1 <= page.width for word in page.words)
        assert all(0 <= word.top < word.bottom <= page.height for word in page.words)
        assert all(height(word) <= 1.4 * word.size for word in page.words)


@pytest.mark.shared
def test_real_documents_keep_their_letters() -> None:
    kinds = {}
    for path in sorted((OUTSIDE / "pdf").glob("*.pdf")):
        document = read_pdf(path, path.name)
        kinds[document.kind] = kinds.get(document.kind, 0) + 1
        assert letters("".join(word.text for page in document.pages for word in page.words)) == plain(path)
    assert kinds == {"pdf": 4, "scan": 1}


@pytest.mark.shared
def test_hostile_files_give_pages_or_a_clear_error() -> None:
    """In a process of its own, which would show the file that brought it down or to a halt."""
    files = [str(path) for path in sorted((OUTSIDE / "hostile").glob("*.pdf"))]
    reader = [sys.executable, "-W", "error", "-c", READ_EACH, *files]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(reader, capture_output=True, text=True, timeout=LIMIT_S, env=environment)
    told = run.stdout.splitlines()
    assert run.returncode == 0, (told[-1:], run.stderr[-500:])
    assert len(told) == 2 * len(files)
    refused = [line for line in told if line.startswith("refused")]
    assert all(not line.endswith("- ") for line in refused)
    assert len(refused) < len(files) / 4
