"""Which addresses a webhook may name, said in refusals of this room."""

from collections.abc import Sequence

from gongdan.kernel.egress import LONGEST_URL, EgressFault, EgressPolicy
from gongdan.kernel.messages import Refused
from gongdan.rooms.integration.domain.host_list import host_of, lets_go
from gongdan.rooms.integration.domain.refusals import Refusal, malformed

CODES = {
    EgressFault.UNUSABLE: Refusal.WEBHOOK_URL_UNUSABLE,
    EgressFault.INSIDE: Refusal.WEBHOOK_ADDRESS_REFUSED,
    EgressFault.PORT: Refusal.WEBHOOK_PORT_REFUSED,
    EgressFault.NOT_LISTED: Refusal.WEBHOOK_HOST_NOT_LISTED,
}


def check_url(url: str, policy: EgressPolicy) -> Refused | None:
    """Return why a webhook can't name this URL, or None."""
    fault = policy.judge_url(url)
    return None if fault is None else malformed(CODES[fault], "/url", limit=LONGEST_URL)


def check_listed(url: str, hosts: Sequence[str], field: str = "/url") -> Refused | None:
    """Return why the tenant's own list lets nothing go to this URL, or None."""
    if lets_go(hosts, url):
        return None
    return malformed(Refusal.OUTBOUND_HOST_NOT_LISTED, field, host=host_of(url))
