"""Where requests may go: hostile addresses in every spelling are refused, by rule, not by list."""

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.egress import EgressFault, EgressPolicy, is_public

OPEN, CLOSED = EgressPolicy(), EgressPolicy(allow_private=True)

PRIVATE_4 = [
    IPv4Network(text)
    for text in """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
    224.0.0.0/4 240.0.0.0/4""".split()
]
PRIVATE_6 = [
    IPv6Network(text)
    for text in """::/128 ::1/128 ::/96 fc00::/7 fe80::/10 fec0::/10 ff00::/8 2001:db8::/32
    100::/64 64:ff9b:1::/48 3fff::/20 5f00::/16 4000::/2""".split()
]
PUBLIC = "1.1.1.1 8.8.8.8 93.184.216.34 2606:4700:4700::1111 2a00:1450:4001:80b::200e".split()

UNUSABLE = """
hook //example.com/hook ftp://example.com/hook file:///etc/passwd gopher://example.com/
dict://example.com/ ldap://example.com/ data:text/plain,x javascript:alert(1)
http://example.com/hook https:// https:///hook https:example.com https:/example.com
https://user@example.com/ https://user:secret@example.com/ https://example.com@127.0.0.1/
https://example.com%40127.0.0.1/ https://example.com/#part https://example.com:0/
https://example.com:65536/ https://example.com:99999999999/ https://example.com:8o/
https://example.com\\@127.0.0.1/ https://例子.公司/ https://ⓔxample.com/ https://１２７.0.0.1/
https://127。0。0。1/ https://%31%32%37.0.0.1/ https://[::1/ https://[fe80::1%25eth0]/
https://[::1]x/ https://2130706433/ https://0x7f000001/ https://017700000001/ https://0177.0.0.1/
https://0x7f.0.0.1/ https://127.1/ https://127.0.1/ https://0/ https://0x0/ https://127.0.0.1.5/
https://256.1.1.1/ https://1.1.1.1.1/ https://127.0.0.01/ https://127.0.0.0x1/ https://00/
https://example..com/ https://./ https://169.254.169.254.../ https://1.2.3.0xff/
""".split()
SPACED = [
    "",
    "https://exam ple.com/",
    "https://example.com/a b",
    "https://example.com/\r\nHost: inside",
    "https://example.com/\x00",
    "https://example.com/\t",
    " https://example.com/",
    "https://example.com/\n",
    "https://example.com/" + "a" * 2_000,
]
INSIDE = """
https://localhost/ https://LOCALHOST/ https://localhost./ https://a.localhost/
https://metadata.google.internal/ https://printer.local/ https://wiki.lan/ https://a.home.arpa/
https://intranet/ https://127.0.0.1/ https://127.1.2.3/ https://0.0.0.0/ https://10.1.2.3/
https://172.16.0.1/ https://192.168.0.1/ https://169.254.169.254/latest/meta-data/
https://100.100.100.200/ https://168.63.129.16/ https://[::1]/ https://[::]/
https://[::ffff:127.0.0.1]/ https://[::ffff:7f00:1]/ https://[::127.0.0.1]/ https://[fd00:ec2::254]/
https://[64:ff9b::7f00:1]/ https://[64:ff9b:1::7f00:1]/ https://[2002:7f00:1::]/
https://[2001:0:4136:e378:8000:63bf:f5ff:fffe]/ https://[fe80::1]/ https://[ff02::1]/
https://[2606:4700::5efe:7f00:1]/ https://255.255.255.255/ https://224.0.0.1/
""".split()
ODD_PORTS = [f"https://example.com:{port}/" for port in (22, 25, 80, 2375, 5432, 6379, 9200, 65535)]


def test_a_url_that_is_not_a_plain_https_address_is_refused() -> None:
    for url in UNUSABLE + SPACED:
        assert OPEN.judge_url(url) is EgressFault.UNUSABLE, url


def test_a_url_that_points_inside_is_refused_unless_the_installation_allows_it() -> None:
    for url in INSIDE:
        assert OPEN.judge_url(url) is EgressFault.INSIDE, url
        assert CLOSED.judge_url(url) is None, url


def test_a_port_where_no_https_is_expected_is_refused() -> None:
    for url in ODD_PORTS:
        assert OPEN.judge_url(url) is EgressFault.PORT, url


@pytest.mark.parametrize(
    "url", ["https://example.com/a?b=c", "https://a.b-c.example:8443", "https://1.1.1.1/"]
)
def test_a_plain_https_address_may_be_called(url: str) -> None:
    assert OPEN.judge_url(url) is None


def test_where_hosts_are_listed_no_other_is_called() -> None:
    policy = EgressPolicy(hosts=("hooks.example.com", ".partner.example"))
    for url in (
        "https://hooks.example.com/",
        "https://HOOKS.example.com./",
        "https://a.b.partner.example/",
    ):
        assert policy.judge_url(url) is None
    for url in ("https://example.com/", "https://xhooks.example.com/", "https://partner.example/"):
        assert policy.judge_url(url) is EgressFault.NOT_LISTED


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_reached(address: str) -> None:
    assert OPEN.may_reach(address)


def test_an_address_of_one_link_is_refused() -> None:
    assert not OPEN.may_reach("fe80::1%eth0")
    assert not OPEN.may_reach("2606:4700:4700::1111%1")


def spellings(address: IPv4Address) -> list[str]:
    """Return every form in which some resolver takes this address."""
    number, (a, b, c, d) = int(address), address.packed
    return [
        str(address), str(number), hex(number), oct(number).replace("0o", "0"),
        f"{a}.{b}.{c * 256 + d}", f"{a}.{b * 65536 + c * 256 + d}",
        f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"{a}.{b}.{c}.0x{d:x}",
        f"[::ffff:{address}]", f"[::{address}]", f"[64:ff9b::{address}]", f"[64:ff9b:1::{address}]",
        f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::]", f"[2a00::5efe:{address}]",
        f"x@{address}", f"{address}.", f"{address}:443",
    ]  # fmt: skip


@given(st.sampled_from(PRIVATE_4), st.integers(0, 2**32 - 1))
def test_every_address_of_every_private_range_is_refused_in_every_written_form(
    network: IPv4Network, number: int
) -> None:
    address = network[number % network.num_addresses]
    assert not is_public(address)
    for host in spellings(address):
        assert OPEN.judge_url(f"https://{host}/") is not None, host


@given(st.sampled_from(PRIVATE_6), st.integers(0, 2**128 - 1))
def test_every_address_of_every_closed_range_of_ipv6_is_refused(
    network: IPv6Network, number: int
) -> None:
    address = network[number % network.num_addresses]
    assert not OPEN.may_reach(str(address))
    assert OPEN.judge_url(f"https://[{address}]/") is EgressFault.INSIDE
    assert OPEN.judge_url(f"https://[{address.exploded}]/") is EgressFault.INSIDE


@given(st.integers(0, 2**32 - 1))
def test_an_address_inside_another_is_judged_as_itself(number: int) -> None:
    inner = ip_address(number)
    for outer in ("::ffff:0:0/96", "64:ff9b::/96"):
        assert is_public(ip_network(outer)[number]) == is_public(inner)


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_never_open(address: IPv4Address) -> None:
    assert not is_public(address) or address.is_global
