"""A site held against what it promises: in its folder, or where it is served."""

from retro.check.folder import check
from retro.check.page import Problem
from retro.check.served import check_served

__all__ = ["Problem", "check", "check_served"]
