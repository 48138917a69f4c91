"""Every sentence that a seller may read, taken from the sources: what each catalogue must hold."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

import webapp
from webapp.access.audit.events import CATALOGUE
from webapp.errors import AppError

WEBAPP = Path(webapp.__file__).parent
KEYWORDS = DEFAULT_KEYWORDS | {"NN_": (1, 2)}
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
# Programs and operators read English.
IN_ENGLISH = {"api", "cli", "migrations"}
# Errors that only they can cause: by the API, the command line, or a wrong key.
CAUSED_BY_PROGRAMS = {
    *("webapp.accounts.account", "webapp.accounts.api_key", "webapp.accounts.bank_account"),
    *("webapp.accounts.brand", "webapp.accounts.description_template"),
    *("webapp.accounts.key_holder", "webapp.accounts.permissions", "webapp.accounts.web_address"),
    *(
        *(
            "webapp.ledger.closing",
            "webapp.ledger.lines.journal",
            "webapp.ledger.payments.card_tokens",
        ),
        *("webapp.ledger.payments.charges", "webapp.ledger.payments.destination_charges"),
        *("webapp.ledger.payments.refund_refusals", "webapp.ledger.payments.source_transactions"),
        *("webapp.ledger.payments.transfers", "webapp.money"),
    ),
    *(
        "webapp.ledger.payments.destination_charges",
        "webapp.ledger.lines.journal",
        "webapp.ledger.payments.refund_refusals",
    ),
    *(
        "webapp.ledger.payments.source_transactions",
        "webapp.ledger.payments.transfers",
        "webapp.money",
    ),
    "webapp.operators",
}


def messages() -> Catalog:
    """Each message once, with the files that say it."""
    found = Catalog(project="express-dashboard", fuzzy=False)
    for path, line, message, comments, context in extract_from_dir(
        WEBAPP, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        if Path(path).parts[0] not in IN_ENGLISH:
            place = [(f"webapp/{path}", line)]
            found.add(message, locations=place, auto_comments=comments, context=context)
    for event in CATALOGUE:
        if event.seller:
            found.add(event.seller, locations=[("webapp/access/audit/events.py", 1)])
    for kind in errors(AppError):
        file = f"{kind.__module__.replace('.', '/')}.py"
        found.add(said_by(kind), locations=[(file, 1)])
    return found


def errors(base: type[AppError]) -> Iterator[type[AppError]]:
    """Every kind of error that a page may show."""
    for module in pkgutil.walk_packages(webapp.__path__, "webapp."):
        if ".migrations" not in module.name:
            import_module(module.name)
    yield from sorted(_kinds(base), key=lambda kind: (kind.__module__, kind.__qualname__))


def said_by(kind: type[AppError]) -> str:
    """The sentence in a kind's docstring, on one line."""
    return " ".join((kind.__doc__ or "").split())


def _kinds(base: type[AppError]) -> set[type[AppError]]:
    found = set()
    for kind in base.__subclasses__():
        found |= _kinds(kind)
        inside = kind.__module__.startswith("webapp.")
        if inside and kind.__module__.split(".")[1] not in IN_ENGLISH:
            found |= {kind} if kind.__module__ not in CAUSED_BY_PROGRAMS else set()
    return found
