"""What Chromium tells a screen reader of a page: its accessibility tree, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["CONTROLS", "LANDMARKS", "Spoken", "focus_order", "spoken"]

LANDMARKS = {"banner", "navigation", "main", "contentinfo", "region", "form", "search", "complementary"}
CONTROLS = {"button", "link", "textbox", "combobox", "checkbox", "radio", "slider", "spinbutton", "DisclosureTriangle"}
_TOLD = (
    LANDMARKS
    | CONTROLS
    | {"heading", "status", "alert", "progressbar", "group", "radiogroup", "table", "image", "figure"}
)
_FOCUSED = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return "";
  const box = each.getBoundingClientRect();
  const label = each.labels?.length ? each.labels[0].textContent : "";
  const words = (each.getAttribute("aria-label") || label || each.textContent || each.value || "");
  return `${each.tagName.toLowerCase()} “${words.trim().replace(/\\s+/g, " ").slice(0, 70)}”` +
    (box.width && box.height ? "" : " (not seen)");
}"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that is announced."""

    role: str
    name: str
    description: str
    level: int  # of a heading, else 0

    def __str__(self) -> str:
        role = f"heading {self.level}" if self.level else self.role
        told = f" — {self.description}" if self.description else ""
        return f"{role} “{self.name}”{told}" if self.name else role


_MOST_FRAMES = 300


def spoken(page: Page) -> list[Spoken]:
    """Return what is announced, in the order of reading."""
    page.wait_for_load_state()
    debugger = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = []
    for _ in range(_MOST_FRAMES):  # on a busy machine the tree comes some frames after the page
        nodes = debugger.send("Accessibility.getFullAXTree")["nodes"]
        if any(node.get("role", {}).get("value") == "main" for node in nodes):
            break
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    debugger.detach()
    return [
        Spoken(
            role=node["role"]["value"],
            name=_value(node, "name"),
            description=_value(node, "description"),
            level=next((each["value"]["value"] for each in node.get("properties", []) if each["name"] == "level"), 0)
            if node["role"]["value"] == "heading"
            else 0,
        )
        for node in _in_order(nodes)
        if not node.get("ignored") and node.get("role", {}).get("value") in _TOLD
    ]


def focus_order(page: Page, *, most: int = 120) -> list[str]:
    """Press Tab from the top until the page is left; gives what has the focus each time."""
    page.evaluate("document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); scrollTo(0, 0)")
    order: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if not focused or (order and focused == order[0]):
            break
        order.append(focused)
    return order


def _value(node: dict[str, Any], name: str) -> str:
    return " ".join(str(node.get(name, {}).get("value", "")).split())


def _in_order(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {node["nodeId"]: node for node in nodes}
    order: list[dict[str, Any]] = []
    waiting = [node["nodeId"] for node in nodes if "parentId" not in node]
    while waiting:
        node = by_id.get(waiting.pop(0))
        if node is not None:
            order.append(node)
            waiting = [*node.get("childIds", []), *waiting]
    return order
