"""Counts over time as a drawing and as a table."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import pytest

from ringfence.foundation.plot_frame import PlotFrame
from ringfence.publish.chart import CountPanel, draw_counts
from ringfence.publish.chart_page import chart_page
from ringfence.publish.tiles import Level, Tile, draw_tiles

SVG = "{http://www.w3.org/2000/svg}"


def a_panel(**changes) -> CountPanel:
    values = {
        "title": "tech, cheshire",
        "labels": ["2020-W33", "2020-W34", "2020-W35"],
        "observed": [3, 12, 7],
        "expected": [math.nan, 2.5, 2.5],
        "threshold": [math.nan, 8, 8],
        "alarm": [False, True, False],
        "nowcast": [None, (12, 13), (8, 14)],
    }
    return CountPanel(**(values | changes))


def test_what_late_reports_may_add_is_drawn_said_and_in_the_legend():
    root = ET.fromstring(draw_counts([a_panel()], title="t", unit="week"))

    titles = [node.text for node in root.iter(f"{SVG}title")]
    assert "with late reports probably 8 to 14" in titles
    assert "With late reports, probably" in "".join(root.itertext())


def test_without_a_nowcast_nothing_is_said_of_late_reports():
    drawn = draw_counts([a_panel(nowcast=())], title="t", unit="week")

    assert b"late reports" not in drawn


def test_a_known_change_is_drawn_and_said():
    root = ET.fromstring(draw_counts([a_panel(marks=[(2, "a new form")])], title="t", unit="week"))

    assert "a new form" in [node.text for node in root.iter(f"{SVG}text")]
    assert "Known change in 2020-W35: a new form." in root[1].text


def test_the_band_of_late_reports_fits_into_the_drawing():
    root = ET.fromstring(draw_counts([a_panel(nowcast=[None, None, (8, 400)])], title="t", unit="week"))

    assert all(float(node.get("y", 0)) >= 0 for node in root.iter(f"{SVG}rect"))


def test_title_and_words_stand_before_the_drawing():
    root = ET.fromstring(draw_counts([a_panel()], title="Rises", unit="week"))

    assert (root[0].tag, root[0].text) == (f"{SVG}title", "Rises")
    assert root[1].tag == f"{SVG}desc"
    assert "alarms in 2020-W34" in root[1].text


def test_the_table_has_the_numbers_of_the_drawing():
    drawn = draw_counts([a_panel()], title="t", unit="week")
    page = chart_page(drawn, [a_panel()], title="t", unit="week", note="n").decode()

    row = '<tr><th scope="row">2020-W34</th><td>12</td><td>2.5</td><td>8</td><td>12 to 13</td><td>alarm</td></tr>'
    assert row in page


def test_a_tile_says_in_words_what_its_colour_says():
    tiles = [
        Tile(column=1, row=5, name="Cheshire", value="12", level=Level.ALARM),
        Tile(column=3, row=9, name="Hampshire and the Isle of Wight", value="3", level=Level.USUAL),
    ]

    drawn, height = draw_tiles(tiles, title="t")

    assert "<title>Cheshire: 12, alarm</title>" in drawn
    assert "▲" in drawn
    assert "the Isle of…" in drawn
    assert height > 5 * 58


@pytest.mark.parametrize(("highest", "ticks"), [(0, (0, 1)), (1, (0, 1)), (7, (0, 2, 4, 6, 8)), (12, (0, 5, 10, 15))])
def test_ticks_are_round_and_reach_the_top(highest, ticks):
    frame = PlotFrame(width=100, height=100, left=0, right=0, above=0, below=0, places=4, highest=highest)

    assert frame.ticks == ticks
    assert frame.y_of(ticks[-1]) == 0
    assert frame.y_of(0) == 100


def test_labels_never_crowd():
    frame = PlotFrame(width=100, height=100, left=10, right=0, above=0, below=0, places=30, highest=5)

    assert list(frame.labelled(6)) == [0, 5, 10, 15, 20, 25]
    assert frame.x_of(30) == 100
