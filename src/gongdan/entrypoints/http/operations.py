"""What each operation is called in the API's description, and so in every generated client.

A rule makes the name from method and path (`POST /orders/{order}/accept` is `acceptOrder`);
the few that read badly so are named by hand. Names are part of the API: they do not change.
"""

from typing import Final

PREFIX: Final = "/api/v1/"

_BY_HAND: Final = {
    "POST /orders": "reportOrder",
    "PATCH /orders/{}": "amendOrder",
    "POST /orders/bulk": "actOnOrders",
    "POST /orders/{}/add-helper": "addOrderHelper",
    "POST /orders/{}/remove-helper": "removeOrderHelper",
    "POST /orders/{}/book": "bookOnOrder",
    "POST /orders/{}/reverse-booking": "reverseOrderBooking",
    "GET /orders/export": "exportOrders",
    "PUT /views/order": "arrangeViews",
    "POST /sessions": "signIn",
    "DELETE /sessions/current": "signOut",
    "DELETE /sessions/{}": "endSession",
    "POST /me/password": "changeMyPassword",
    "POST /customers/find": "findCustomers",
    "POST /roles": "copyRole",
    "POST /api-keys": "issueApiKey",
    "DELETE /api-keys/{}": "revokeApiKey",
    "GET /links/current": "getOwnLink",
    "POST /orders/{}/links": "issueLink",
    "POST /orders/{}/copies": "copySignature",
    "DELETE /links/{}": "revokeLink",
    "GET /signature-check": "checkSignature",
    "GET /portal/{}": "lookAtPortal",
    "POST /portal/{}/visits": "beginVisit",
    "POST /portal/{}/orders": "reportPublicly",
    "POST /portal/{}/codes": "askForCode",
    "POST /portal/{}/links": "exchangeCode",
    "GET /orders/running": "listRunningVersions",
    "POST /users/newcomers": "addPeople",
    "POST /users/{}/one-time-password": "giveOneTimePassword",
    "DELETE /users/{}/sessions": "endUserSessions",
    "DELETE /users/{}/sessions/{}": "endUserSession",
    "GET /sessions/everybody": "listEverybodysSessions",
    "DELETE /sessions/others": "endOtherSessions",
    "PATCH /me": "changeMe",
    "GET /setup": "getSetupState",
    "POST /setup/check": "checkSetupToken",
    "POST /setup": "setUp",
    "GET /stream": "streamChanges",
    "GET /events": "listChanges",
    "GET /audit": "listAuditEntries",
    "GET /uploads/{}": "findUpload",
    "PATCH /uploads/{}": "sendUpload",
    "DELETE /uploads/{}": "abandonUpload",
    "POST /orders/{}/evidence": "addEvidence",
    "POST /orders/{}/check-in": "checkIn",
    "GET /files/{}": "seeFile",
    "GET /files/{}/about": "getFile",
    "POST /definitions/{}/draft/merge": "mergeDefinitionDraft",
    "PUT /definition-approval-rules": "setDefinitionApprovalRule",
    "POST /definitions/{}/comments": "commentOnDefinition",
    "POST /definitions/{}/presence": "tellPresence",
    "POST /definitions/{}/approval/ask": "askForApproval",
    "POST /definitions/{}/approval/approve": "approveDefinition",
    "POST /definitions/{}/approval/refuse": "refuseDefinition",
    "POST /definitions/file": "importDefinition",
    "POST /definitions/file/check": "checkDefinitionFile",
    "GET /field-library": "listLibraryFields",
    "POST /field-library/check": "checkLibraryField",
    "GET /field-library/{}": "getLibraryField",
    "PUT /field-library/{}": "setLibraryField",
    "DELETE /field-library/{}": "removeLibraryField",
    "POST /definitions/{}/migrations": "beginMigration",
    "POST /definitions/{}/migrations/check": "checkMigration",
    "GET /definitions/{}/migrations": "listMigrations",
    "GET /definitions/{}/migrations/{}": "getMigration",
    "GET /definitions/{}/migrations/{}/orders": "listMigrationOrders",
    "POST /definitions/{}/migrations/{}/pause": "pauseMigration",
    "POST /definitions/{}/migrations/{}/resume": "resumeMigration",
    "POST /definitions/{}/migrations/{}/cancel": "cancelMigration",
    "POST /definitions/{}/migrations/{}/back": "takeMigrationBack",
    "POST /reveals": "revealValues",
    "POST /inbound/{}": "deliverFromOutside",
    "GET /inbounds/choices": "listInboundChoices",
    "POST /subjects/find": "findSubjects",
    "GET /subjects/{}": "getSubject",
    "POST /consents": "giveConsent",
    "GET /consents/texts": "listConsentTexts",
    "GET /retention": "getRetention",
    "POST /retention/runs": "proposeRetention",
    "POST /retention/runs/{}/approve": "approveRetention",
}
_SINGULAR: Final = {
    "people": "person",
    "entries": "entry",
    "replies": "reply",
    "currencies": "currency",
    "deliveries": "delivery",
}
_VERB: Final = {"GET": "get", "PUT": "set", "PATCH": "change", "DELETE": "remove"}


def operation_name(method: str, path: str) -> str:
    """Return the name of a route, given its path in the API's description."""
    places = path.removeprefix(PREFIX).strip("/").split("/")
    shape = "/".join("{}" if place.startswith("{") else place for place in places)
    by_hand = _BY_HAND.get(f"{method} /{shape}")
    return by_hand or _named(method, places)


def _named(method: str, places: list[str]) -> str:
    nouns = [_one(place) if follower is not None else place for place, follower in _statics(places)]
    last = nouns[-1]
    if places[-1].startswith("{"):
        return _camel("create" if method == "POST" else _VERB[method], *nouns)
    if method == "POST" and len(nouns) > 1:
        return _camel(last, *map(_one, nouns[:-1]))
    if method == "POST":
        return _camel("create", _one(last))
    if method == "GET" and len(nouns) == 1 and _one(last) != last:
        return _camel("list", last)
    return _camel(_VERB[method], *nouns)


def _statics(places: list[str]) -> list[tuple[str, str | None]]:
    """Return the fixed parts of a path, each with the parameter that follows it, if any."""
    following = [*places[1:], ""]
    return [
        (place, follower if follower.startswith("{") else None)
        for place, follower in zip(places, following, strict=True)
        if not place.startswith("{")
    ]


def _one(noun: str) -> str:
    if noun in _SINGULAR:
        return _SINGULAR[noun]
    return noun.removesuffix("s") if not noun.endswith("ss") else noun


def _camel(*words: str) -> str:
    parts = [part for word in words for part in word.split("-")]
    return parts[0] + "".join(part[:1].upper() + part[1:] for part in parts[1:])
