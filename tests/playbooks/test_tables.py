from __future__ import annotations

from datetime import date

from ringfence.domain.advice import Nation
from ringfence.playbooks import load_playbooks

SEED_DAY = date(2020, 8, 27)


def route_ids(on: date, nation: Nation, area: str | None = None) -> list[str]:
    return [route.id for route in load_playbooks().find_routes(on=on, nation=nation, area=area)]


def test_there_are_46_forces_each_with_its_own_tile():
    areas = load_playbooks().areas

    assert len(areas) == 46
    assert sum(area.nation in {Nation.ENGLAND, Nation.WALES} for area in areas.values()) == 44  # with the railways
    assert len({area.tile for area in areas.values()}) == 46


def test_neighbours_are_symmetric():
    areas = load_playbooks().areas

    assert all(code in areas[other].neighbours for code, area in areas.items() for other in area.neighbours)


def test_warning_of_2020_says_101_and_action_fraud():
    routes = load_playbooks().find_routes(on=SEED_DAY, nation=Nation.ENGLAND, area="cheshire")
    words = " ".join(route.sentence for route in routes)

    assert "Call Cheshire Police on 101." in words
    assert "Action Fraud on 0300 123 2040" in words
    assert not {"report_fraud", "bank_159", "number_7726"} & {route.id for route in routes}


def test_action_fraud_becomes_report_fraud_on_4_december_2025():
    assert "action_fraud" in route_ids(date(2025, 12, 3), Nation.WALES)
    assert "report_fraud" not in route_ids(date(2025, 12, 3), Nation.WALES)
    assert "report_fraud" in route_ids(date(2025, 12, 4), Nation.WALES)
    assert "action_fraud" not in route_ids(date(2025, 12, 4), Nation.WALES)


def test_scotland_has_routes_of_its_own():
    ids = route_ids(date(2026, 1, 1), Nation.SCOTLAND, "scotland")

    assert {"police_scotland_101", "advice_direct_scotland", "cyber_and_fraud_hub"} <= set(ids)
    assert not {"report_fraud", "police_101"} & set(ids)


def test_own_form_is_left_out_where_the_force_is_unknown():
    routes = load_playbooks().find_routes(on=SEED_DAY, nation=Nation.ENGLAND, area="unknown")

    assert "force_online" not in [route.id for route in routes]
    assert any(route.sentence == "Call your local police force on 101." for route in routes)


def test_routes_speak_welsh():
    routes = load_playbooks().find_routes(on=SEED_DAY, nation=Nation.WALES, area="gwent", language="cy")

    assert "Ffoniwch Gwent Police ar 101." in [route.sentence for route in routes]


def test_no_route_leaves_a_brace_behind():
    shelf = load_playbooks()
    for area in shelf.areas.values():
        for route in shelf.find_routes(on=date(2026, 6, 1), nation=area.nation, area=area.code):
            assert "{" not in route.sentence + (route.url or "")


def test_firms_that_are_seldom_claimed_are_never_published():
    brands = load_playbooks().brands

    seldom = [brand for brand in brands.values() if not brand.is_often_claimed]
    assert {"atom_bank", "interflora"} <= {brand.slug for brand in seldom}
    assert not any(brand.is_publishable for brand in seldom)
