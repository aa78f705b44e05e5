"""What a second run costs over inputs that are all done. Part of `scale.py`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from lnextract.batch.inputs import find_inputs
from lnextract.batch.jobs import Convert, Job, Outcome
from lnextract.batch.limits import Limits
from lnextract.batch.run import Isolation, Wishes, run
from scale import archive, dumps, load_average, pdfs, timed

DOCUMENTS = 20_000


def load_copied() -> Convert:
    """In the place of the real work: reports of the size of real ones, at once."""
    text = (Path(os.environ["SCALE_REPORT"])).read_text(encoding="utf-8")

    from lnextract.batch.convert import convert_one, pipeline  # noqa: F401 - the stages are loaded as for real
    from lnextract.batch.digest import file_sha256
    from lnextract.batch.journal import WrittenFile
    from lnextract.batch.stores import report_path, sha256_of
    from lnextract.model.manifest import FindingCounts, ManifestRow

    def convert(job: Job) -> Outcome:
        with job.origin.local() as path:
            digest = file_sha256(path)
        name = f"{job.stem}.json"
        job.store.write(report_path(name), text)
        file = WrittenFile(name=name, sha256=sha256_of(text), stamp=job.store.stamp(report_path(name)))
        row = ManifestRow(
            file=job.file,
            sha256=digest,
            status="converted",
            reports=[name],
            pages=9,
            seconds=0.1,
            warnings=2,
            findings=FindingCounts(holds=40),
            error=None,
        )
        return Outcome(row, files=(file,), stamp=job.origin.stamp())

    return convert


def resume(documents: int) -> Iterator[str]:
    """A second run over inputs that are all done: as they lie, and copied so that only their content is the
    same."""
    with TemporaryDirectory() as home:
        inputs = archive(Path(home, "in"), [*pdfs(), *dumps()], documents)
        sample = Path(home, "sample")
        timed(dumps()[0], "-o", sample)
        os.environ["SCALE_REPORT"] = str(next((sample / "reports").glob("*.json")))
        out = Path(home, "out")
        import resuming

        engine = Isolation(Limits(), load=resuming.load_copied)
        run(find_inputs([inputs], out), out, Wishes(), lambda outcome: None, engine)
        given = sum(path.stat().st_size for path in inputs.rglob("*.*")) / 1e9
        size = sum(path.stat().st_size for path in (out / "reports").iterdir()) / 1e9
        stamped = min((timed(inputs, "-o", out) for _ in range(2)), key=lambda each: each.wall_s)
        for path in [*inputs.rglob("*.*"), *(out / "reports").iterdir()]:
            if path.is_file():
                os.utime(path)
        hashed = timed(inputs, "-o", out)
    paths = len(pdfs()) / len([*pdfs(), *dumps()])
    yield (
        f"{documents} inputs that are done ({paths:.0%} PDFs, {given:.1f} GB), {size:.1f} GB of reports; "
        f"{load_average()}."
    )
    yield ""
    yield "| second run | wall, s | processor, s |"
    yield "| --- | ---: | ---: |"
    yield f"| as they lie: stamps are compared | {stamped.wall_s:.1f} | {stamped.busy_s:.1f} |"
    yield f"| all touched: inputs and reports are hashed | {hashed.wall_s:.1f} | {hashed.busy_s:.1f} |"
