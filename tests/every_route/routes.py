"""Every route of the house, from the app's own map: what is added tomorrow is walked tomorrow."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
UNKNOWN = "nothing"


@dataclass(frozen=True)
class Route:
    """One way to ask: a method and an address."""

    method: str
    path: str
    endpoint: str

    @property
    def is_api(self) -> bool:
        """Is it for platforms, who come with a key?"""
        return self.endpoint.startswith("api.")

    @property
    def is_safe(self) -> bool:
        """Does HTTP promise that it changes nothing?"""
        return self.method in SAFE

    def __str__(self) -> str:
        """How a test names it."""
        return f"{self.method} {self.path}"


def routes(app: Flask, known: Mapping[str, str] | None = None) -> list[Route]:
    """All of them, but HEAD and OPTIONS; `known` has ids for what a rule leaves open.

    An id is looked up by the rule's last fixed part (`/payouts`) and then by its own name.
    """
    found = [route for rule in app.url_map.iter_rules() for route in _of(rule, known or {})]
    return sorted(found, key=lambda route: (route.path, route.method))


def _of(rule: Rule, known: Mapping[str, str]) -> Iterator[Route]:
    values = {name: _value(rule, name, known) for name in rule.arguments}
    built = rule.build(values)
    assert built, rule
    for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
        yield Route(method, built[1], rule.endpoint)


def _value(rule: Rule, name: str, known: Mapping[str, str]) -> str:
    before = re.split(rf"<(?:\w+:)?{name}>", rule.rule)[0]
    place = before.rstrip("/").rpartition("/")[2]
    return known.get(place) or known.get(name) or UNKNOWN
