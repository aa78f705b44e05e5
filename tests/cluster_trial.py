"""A Dask cluster of separate processes, and runs on it whose inputs break its workers. Run as a script.

cluster_trial.py cluster                  starts it, says where it is, ends with its standard input
cluster_trial.py convert ADDRESS IN OUT   with the workers of `faulty_inputs`
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from select import select
from time import monotonic, sleep

import faulty_inputs
from lnextract.batch.jobs import Convert, Job, Outcome

WORKERS = 2
LOST_S = 15.0
"""Dask starts a killed worker anew, but now and then not, where the machine is busy."""


def load() -> Convert:
    """As `faulty_inputs`; and the name `poison` kills the worker of the cluster, `slow` takes its time."""
    convert = faulty_inputs.load()

    def trapped(job: Job) -> Outcome:
        if job.stem.startswith("poison"):
            os.kill(os.getppid(), signal.SIGKILL)
            sleep(faulty_inputs.HANG_S)
        if job.stem.startswith("slow"):
            sleep(0.2)
        return convert(job)

    return trapped


def cluster() -> None:
    """Two workers, each in a process of its own; if all are lost, another is started."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address="localhost:0"
    ) as running:
        print(running.scheduler_address, flush=True)
        seen = monotonic()
        while not select([sys.stdin], [], [], 0.5)[0]:
            seen = monotonic() if running.scheduler.workers else seen
            if monotonic() - seen > LOST_S:
                running.scale(len(running.worker_spec) + 1)
                seen = monotonic()


def convert(address: str, folder: str, out: str) -> None:
    """Every input done is told."""
    # This script under the name by which workers can import it.
    import cluster_trial
    from lnextract.batch.cluster import DaskEngine
    from lnextract.batch.inputs import find_inputs
    from lnextract.batch.limits import Limits
    from lnextract.batch.run import Wishes, run

    engine = DaskEngine(address, Limits(timeout_s=4.0, memory_mb=250), cluster_trial.load)
    inputs = find_inputs([Path(folder)])
    # Who did it stands among the unknown labels, see `faulty_inputs`.
    run(inputs, Path(out), Wishes(), lambda done: print(*done.unmapped_labels, flush=True), engine)


if __name__ == "__main__":
    {"cluster": cluster, "convert": convert}[sys.argv[1]](*sys.argv[2:])
