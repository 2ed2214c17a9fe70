"""Fixtures for every test."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The cooperative "Les Ateliers du Bassin" and its people (see tests/cast.py)."""
    return make_cast()
