"""`python -m tests.golden` renews the kept site."""

from tests.golden import renew

renew()
