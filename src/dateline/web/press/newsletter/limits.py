"""Limits: how often an address is written to, and how often one network may ask."""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest

_HOUR: Final = 3600
_DAY: Final = 24 * _HOUR
_OF_A_NETWORK: Final = (
    20  # an hour: an office behind one address can subscribe, a list cannot be worked through
)
_OF_AN_ADDRESS: Final = 3  # a day: enough for who lost the mail, and no more than a nuisance from a stranger


def network_may_ask(request: HttpRequest) -> bool:
    """Whether the visitor's network may ask once more; that it asked is counted."""
    return _takes("network", _network_of(request), _OF_A_NETWORK, _HOUR)


def address_may_be_asked(email: str) -> bool:
    """Whether one more mail may go to an address that somebody typed; that one does is counted."""
    return _takes("address", email.strip().lower(), _OF_AN_ADDRESS, _DAY)


def _takes(kind: str, whose: str, most: int, seconds: int) -> bool:
    """Take one of the places that there are in this stretch of time; False where all are taken.

    Each place is an entry of its own, which the cache adds or finds there: so two at once never take one, as
    they would if a number was read and written back. Addresses are not kept but as a hash.
    """
    hashed = salted_hmac("dateline.newsletter", f"{kind}:{whose}").hexdigest()
    stretch = int(time.time() // seconds)
    return any(
        cache.add(f"newsletter:{kind}:{hashed}:{stretch}:{place}", 1, timeout=seconds)
        for place in range(most)
    )


def _network_of(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the network, since one visitor has billions of addresses there."""
    written = get_adapter(request).get_client_ip(request)
    address = ip_address(written)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network(f"{address}/64", strict=False))
    return str(address)
