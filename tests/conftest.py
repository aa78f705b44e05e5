"""What every test file shares: the folders, and the rule for the real documents beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dataset_made import MadeDataset, make_dataset

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "reports"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the real documents where these are absent; in CI they must be there."""
    if SHARED.is_dir():
        return
    away = [item for item in items if item.get_closest_marker("shared")]
    if away and os.environ.get("CI") == "true":
        raise pytest.UsageError(
            f"{len(away)} tests read the real documents in ../shared, which CI must have."
        )
    config.hook.pytest_deselected(items=away)
    items[:] = [item for item in items if item not in away]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real text dumps; only for tests marked `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def made_dataset(tmp_path_factory: pytest.TempPathFactory) -> MadeDataset:
    """The dataset of all fixtures, PDFs and dumps."""
    return make_dataset(tmp_path_factory.mktemp("fixtures"), [ROOT / "fixtures"])


@pytest.fixture(scope="session")
def real_dataset(tmp_path_factory: pytest.TempPathFactory) -> MadeDataset:
    """The dataset of the fixtures and the real dumps together; only for tests marked `shared`."""
    return make_dataset(tmp_path_factory.mktemp("real"), [ROOT / "fixtures", SHARED])
