from __future__ import annotations

import pytest

from tests.pages import CheckingClient


@pytest.fixture
def visitor() -> CheckingClient:
    """Somebody with a browser; every page they get is looked over."""
    return CheckingClient()
