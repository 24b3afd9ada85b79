"""The API against its own description: schemathesis sends what it allows and what it does not."""

from __future__ import annotations

import os

import pytest
import schemathesis
from django.test.client import ClientHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# More of them find more: TEST_EXAMPLES=500.
EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "25"))
OPERATIONS = [("/api/v1/reports", "POST"), ("/api/v1/check", "POST"), ("/api/v1/warnings", "GET")]


def application(environ, start_response):
    """The site as a WSGI application that leaves the test's transaction open."""
    response = ClientHandler(enforce_csrf_checks=True)({**environ, "HTTP_ACCEPT_ENCODING": "identity"})
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]


@pytest.fixture(scope="module")
def described():
    refused = {"negative_data_rejection": {"expected-statuses": ["400", "404", "405", "413", "415", "422", "429"]}}
    config = schemathesis.Config.from_dict({"checks": refused})
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


def test_every_operation_is_tried_below(described):
    found = {(each.ok().path, each.ok().method.upper()) for each in described.get_all_operations()}

    assert found == set(OPERATIONS)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whatever_is_sent_the_answer_is_one_that_is_described(described, settings, path, method, mode):
    settings.RINGFENCE_API_PER_MINUTE = 1_000_000
    operation = described[path][method]

    @given(data=st.data())
    @quick
    def tried(data):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        # What is described as text may still be no date and no amount: 422 says which.
        case.call_and_validate(excluded_checks=[checks.CHECKS.get_one("positive_data_acceptance")])

    tried()


quick = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
