"""Which addresses are on the open internet, and which in somebody's own network."""

from __future__ import annotations

import ipaddress
import os

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TRANSLATED = ipaddress.ip_network("::ffff:0:0:0/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_HOMES = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)
_LAST_32_BITS = 0xFFFFFFFF
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def private_allowed() -> bool:
    """Whether whoever runs this lets servers in their own network be asked (COUNTERPOINT_PRIVATE_FEEDS=1)."""
    said = os.environ.get("COUNTERPOINT_PRIVATE_FEEDS", "")
    return said.strip().lower() in ("1", "yes", "true", "on")


def is_public(address: Address) -> bool:
    """Whether an address is on the open internet, also by the IPv4 address that it may carry inside."""
    inside = _inside(address)
    if inside is not None:
        return is_public(inside)
    refused = address.is_multicast or address.is_unspecified or address.is_reserved or address.is_link_local
    return address.is_global and not refused


def is_at_home(address: Address) -> bool:
    """Whether an address is this machine's own or of a home network: loopback, RFC 1918, RFC 4193, RFC 6598.

    Not what merely is not public: 169.254.169.254 and its like tell secrets of the machine to whoever asks.
    """
    inside = _inside(address)
    if inside is not None:
        return is_at_home(inside)
    return address.is_loopback or any(address in net for net in _HOMES if net.version == address.version)


def _inside(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address within a mapped, translated (NAT64, SIIT), 6to4, Teredo or compatible IPv6 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64 or address in _TRANSLATED or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & _LAST_32_BITS)
    return None
