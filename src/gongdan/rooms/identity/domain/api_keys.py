"""API keys: scoped, expiring, and never stronger than who issues them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, Principal, allowed_actions
from gongdan.rooms.identity.domain.refusals import Refusal, refuse

LONGEST_LIFE = timedelta(days=366)


def check_new_key(
    issuer: Principal, scopes: Sequence[str], expires_at: datetime, now: datetime
) -> Refused | None:
    """Return why a key can't be issued, or None.

    The scopes must lie within what the issuer itself may do now: otherwise a narrow key
    could issue a wide one.
    """
    if not scopes:
        return refuse(Refusal.KEY_WITHOUT_SCOPE, field="/scopes")
    if unknown := sorted(set(scopes) - set(Action)):
        return refuse(Refusal.ACTION_UNKNOWN, field="/scopes", actions=unknown)
    if beyond := sorted(set(scopes) - set(allowed_actions(issuer))):
        return refuse(Refusal.KEY_BEYOND_OWN_RIGHTS, field="/scopes", actions=beyond)
    if not now < expires_at <= now + LONGEST_LIFE:
        return refuse(
            Refusal.KEY_LIFETIME_UNUSABLE, field="/expires_at", longest_days=LONGEST_LIFE.days
        )
    return None
