"""Nothing is sent where it may not go: by what is written, by what a name leads to, by what it leads to the second time."""

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.errors import BadParameter
from office.settings import OfficeSettings
from office.webhooks.addresses import Address, Door, checked_url, door_of, is_public
from office.webhooks.outbox import Attempt
from office.webhooks.sending import Message, Sender, sender_of
from tests.office.webhooks.conftest import LOOPBACK, Office, office_at
from tests.office.webhooks.receiver import Receiver, receiving

CLOSED = Door()
NAME = "receiver.invalid"  # no name server knows it (RFC 6761): only our own lookup can lead anywhere

OURS = (
    *("127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104
    *("255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1", "fd00::1", "fec0::1", "ff02::1"),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001:db8::1",
    ),
)


@pytest.mark.parametrize("address", OURS)
def test_no_address_of_ours_is_public_in_any_clothes(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_as_the_one_that_it_wraps(inner: ipaddress.IPv4Address) -> None:
    number = int(inner)
    wrapped = [ipaddress.IPv6Address((0xFFFF << 32) + number), ipaddress.IPv6Address((0x64FF9B << 96) + number)]
    assert {is_public(each) for each in wrapped} == {is_public(inner)}
    named = Door((ipaddress.ip_network(f"{inner}/32"),))
    assert named.lets(inner, "http")
    assert all(named.lets(each, "https") for each in wrapped)


@pytest.mark.parametrize(
    "url",
    [
        "http://receiver.example/",
        "ftp://receiver.example/",
        "file:///etc/passwd",
        "https://user:secret@receiver.example/",
        "https://user@receiver.example/",
        "https://@receiver.example/",
        "https://receiver.example/#part",
        "https://receiver.example\\@other.example/",
        "https://receiver.example/ x",
        "https://例子.example/",
        "https:///nothing",
        "https://receiver.example:99999/",
        "https://receiver.example:0/",
        "https://" + "a" * 2000 + ".example/",
        "nothing",
        *(
            f"https://{address}/"
            for address in ("127.0.0.1", "10.1.2.3:8443", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "[fe80::1]")
        ),
    ],
)
def test_an_address_that_may_not_be_called_is_not_put_on_record(url: str) -> None:
    with pytest.raises(BadParameter):
        checked_url(CLOSED, url)


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_whatever_is_given_for_an_address_is_told_as_wrong_or_kept(text: str) -> None:
    for given_ in (text, f"https://{text}", f"https://receiver.example/{text}"):
        try:
            kept = checked_url(CLOSED, given_)
        except BadParameter:
            continue
        assert kept.startswith("https://")
        assert kept.isascii()


def test_unencrypted_messages_stay_within_the_networks_that_are_named() -> None:
    door = door_of(OfficeSettings.model_validate({"webhook_networks": "10.20.0.0/16, fd00::/8", "webhook_http": True}))
    told = {
        (address, scheme): door.lets(ipaddress.ip_address(address), scheme)
        for address in ("10.20.1.1", "10.21.1.1", "8.8.8.8")
        for scheme in ("http", "https")
    }
    assert [key for key, lets in told.items() if lets] == [("10.20.1.1", "http"), ("10.20.1.1", "https"), ("8.8.8.8", "https")]
    with pytest.raises(BadParameter, match="WEBHOOK_NETWORKS"):
        door_of(OfficeSettings(webhook_networks="10.20.0.1/16"))


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1"])
def test_a_name_that_leads_to_us_is_refused_when_it_is_looked_up(tmp_path: Path, receiver: Receiver, host: str) -> None:
    office = office_at(tmp_path, "", webhook_networks="", webhook_http=False)
    webhook, _ = office.add(f"https://{host}:{receiver.port}/")
    office.register.test(office.principal, webhook)
    office.rounds()
    (told,) = office.listed(webhook)
    assert told["fault"] in {"address_refused", "no_address"}
    assert receiver.got == []
    office.premises.close()


class Lookups:
    """A name server of the test's own, which answers differently each time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), []  # type: ignore[var-annotated]

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        self.asked.append((host, port))
        return [ipaddress.ip_address(each) for each in self.answers.pop(0)]


def sent(sender: Sender, url: str) -> Attempt:
    return asyncio.run(sender.send(Message("msg_1", url, b"{}", ("whsec_AAAA",))))


def test_a_name_is_looked_up_once_and_the_connection_goes_there(receiver: Receiver) -> None:
    rules = OfficeSettings.model_validate(LOOPBACK)
    lookups = Lookups(["127.0.0.1"], ["10.0.0.1"])
    url = f"http://{NAME}:{receiver.port}/hook"
    assert sent(replace(sender_of(rules), resolve=lookups), url).delivered
    assert lookups.asked == [(NAME, receiver.port)]
    assert receiver.got[0].headers["host"] == f"{NAME}:{receiver.port}"
    assert sent(replace(sender_of(rules), resolve=lookups), url).fault == "address_refused"
    assert len(receiver.got) == 1


def test_a_name_with_one_address_of_ours_among_others_is_refused(receiver: Receiver) -> None:
    rules = OfficeSettings.model_validate(LOOPBACK)
    url = f"http://{NAME}:{receiver.port}/hook"
    assert sent(replace(sender_of(rules), resolve=Lookups(["127.0.0.1", "192.168.0.1"])), url).fault == "address_refused"
    assert sent(replace(sender_of(rules), resolve=Lookups([])), url).fault == "no_address"
    assert sent(replace(sender_of(rules), resolve=Lookups(["127.0.0.2", "127.0.0.1"])), url).delivered
    assert len(receiver.got) == 1


def authority(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of an authority of the test's own for the invented name, and the context of a server that shows it."""
    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    usage = x509.KeyUsage(*(each in {0, 5} for each in range(9)))
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(today - datetime.timedelta(days=1)).not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return folder / "cert.pem", context


def test_over_tls_the_receiver_is_known_by_its_name_and_not_by_its_address(tmp_path: Path) -> None:
    certificate, context = authority(tmp_path)
    rules = {"webhook_networks": "127.0.0.0/8"}
    trusting = sender_of(OfficeSettings.model_validate({**rules, "webhook_ca_file": str(certificate)}))
    with receiving(context) as receiver:
        told = {
            "trusted": sent(replace(trusting, resolve=Lookups(["127.0.0.1"])), f"https://{NAME}:{receiver.port}/"),
            "another name": sent(replace(trusting, resolve=Lookups(["127.0.0.1"])), f"https://other.invalid:{receiver.port}/"),
            "by number": sent(trusting, f"https://127.0.0.1:{receiver.port}/"),
            "untrusted": sent(
                replace(sender_of(OfficeSettings.model_validate(rules)), resolve=Lookups(["127.0.0.1"])), f"https://{NAME}:{receiver.port}/"
            ),
        }
        assert {name: each.fault for name, each in told.items()} == {
            "trusted": None,
            "another name": "tls",
            "by number": "tls",
            "untrusted": "tls",
        }
        assert len(receiver.got) == 1


def test_proxies_of_the_environment_are_not_used(filed: Office, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        webhook, _ = filed.add(receiver.url)
        filed.register.test(filed.principal, webhook)
        filed.rounds()
        assert (len(receiver.got), proxy.got) == (1, [])
