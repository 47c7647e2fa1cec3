"""Where a webhook may point, in this room's words; the rules themselves are the kernel's."""

import pytest

from gongdan.kernel.egress import EgressPolicy
from gongdan.rooms.integration.domain.endpoints import check_url


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.com/hook", "webhook_url_unusable"),
        ("https://2130706433/", "webhook_url_unusable"),
        ("https://127.0.0.1/", "webhook_address_refused"),
        ("https://localhost/", "webhook_address_refused"),
        ("https://example.com:6379/", "webhook_port_refused"),
    ],
)
def test_a_webhook_that_may_not_be_called_is_refused_with_its_reason(url: str, code: str) -> None:
    refused = check_url(url, EgressPolicy())
    assert refused is not None
    assert (refused.code, refused.field) == (code, "/url")


def test_where_hosts_are_listed_another_is_refused() -> None:
    refused = check_url("https://example.com/", EgressPolicy(hosts=("hooks.example",)))
    assert refused is not None
    assert refused.code == "webhook_host_not_listed"
    assert check_url("https://hooks.example/", EgressPolicy(hosts=("hooks.example",))) is None


def test_an_installation_may_open_its_own_network() -> None:
    assert check_url("http://10.0.0.1:8080/", EgressPolicy(allow_private=True)) is None
