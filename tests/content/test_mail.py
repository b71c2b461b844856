"""What is said of mails, in site.yaml, team.yaml and cycle.yaml."""

from email.headerregistry import Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.content import rules
from retro.content.folder import parsed
from retro.content.team_of_cycle import as_of_cycle
from retro.errors import ContentError
from retro.model.mail import Mail, named_address

TEAM = "title: Lamp\ngerrit: {server: 'https://review.example.org', projects: [lamp]}\n"
GOOD = ("ann@example.org", "Ann Anvil <ann@example.org>", "Änn, once lead <a.b+c@lists.example>")
BAD = (
    "ann",
    "ann@",
    "@example.org",
    "<>",
    "ann@example.org, bob@example.org",
    "Ann <ann@example.org>, Bob <bob@example.org>",
    "all: ann@example.org;",
    "änn@example.org",
    "Ann <ann@example.org> x",
    "ann..b@example.org",
    f"{'x' * 190}@example.org",
    "Ann\\r\\nBcc: bob@example.org",
    "ann@example.org\\nBcc: bob@example.org",
    "Ann\\u2028 <ann@example.org>",
    "=?utf-8?q?a=0d=0aBcc=3a?= <ann@example.org>",
)


def of_site(text: str) -> Mail:
    return rules.site(parsed(text, "site.yaml")).mail


@pytest.mark.parametrize("key", ["to", "from", "reply_to"])
@pytest.mark.parametrize("address", GOOD)
def test_an_address_is_taken_as_it_is_written(key, address):
    found = of_site(f'mail: {{{key}: "{address}"}}')

    assert address in (found.to, found.sender, found.reply_to)


@pytest.mark.parametrize("key", ["to", "from", "reply_to"])
@pytest.mark.parametrize("address", BAD)
def test_what_is_no_single_address_is_an_error_with_its_line(key, address):
    with pytest.raises(ContentError, match=f"site.yaml:3: `{key}` is no address"):
        of_site(f'title: Us\nmail:\n  {key}: "{address}"')


@pytest.mark.parametrize("prefix", ["[lamp]\\nBcc: bob@example.org", "[lamp]\\r", "x" * 61])
def test_a_prefix_that_is_no_part_of_one_line_is_an_error(prefix):
    with pytest.raises(ContentError, match="can begin no subject"):
        of_site(f'mail: {{subject_prefix: "{prefix}"}}')


def test_a_cycle_goes_before_its_team_and_the_team_before_the_site():
    team = parsed(f"{TEAM}mail: {{to: lamp@example.org, from: old@example.org}}", "team.yaml")
    cycle = parsed("mail: {from: new@example.org}", "cycle.yaml")
    site = of_site("mail: {to: all@example.org, subject_prefix: '[all]'}")
    found = rules.team(as_of_cycle(team, cycle), "lamp").mail.over(site)

    assert found == Mail(subject_prefix="[all]", to="lamp@example.org", sender="new@example.org")


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.from_regex(r"[ -~]{0,20}"))
def test_whatever_is_read_as_an_address_is_one_that_a_mail_can_carry(name, rest):
    for text in (name, rest, f"{name} <ann@example.org>", f"{name}<{rest}@example.org>"):
        if found := named_address(text):
            assert Address(*found[:1], addr_spec=found.address).addr_spec == found.address
