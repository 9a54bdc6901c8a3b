"""What a caller may see."""

from __future__ import annotations

from flask import g

from reelhouse.web.problems import Problem
from reelhouse.web.tokens import Role


def require_operator() -> None:
    """Raise a Problem of status 403 where whoever asks is no operator."""
    if g.caller.role is not Role.OPERATOR:
        raise Problem(
            403,
            f"{g.caller.name} is a {g.caller.role}, and this is for operators: ask with a token "
            "of that role",
        )
