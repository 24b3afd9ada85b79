"""Pressing what leads to another page, and waiting until that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

__all__ = ["press", "press_key"]


def press(target: Locator) -> None:
    """Click on a button or link.

    A click returns while the next page is still on its way: what is asked of
    the page at once is asked of the old one, and a second press of “Continue”
    can be one of the same button.
    """
    with target.page.expect_navigation():
        target.click()


def press_key(target: Locator, key: str = "Enter") -> None:
    """Do the same with the keyboard."""
    with target.page.expect_navigation():
        target.press(key)
