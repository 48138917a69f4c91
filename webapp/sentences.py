"""What an error says in the reader's language, with its values written as she writes them."""

from datetime import date

from flask_babel import gettext, ngettext

from webapp.access.limits.pace import Wait
from webapp.errors import AppError
from webapp.formatting import from_now, money, short_day
from webapp.money import Money


def sentence(error: AppError) -> str:
    """The sentence for a page; `str(error)` is the English one, for programs."""
    values = {name: _written(value) for name, value in error.values.items()}
    if isinstance(error.message, str):
        return gettext(error.message, **values)
    return ngettext(*error.message, **values | {"num": error.values["num"]})


def _written(value: object) -> str:
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, Wait):
        return from_now(value.seconds)
    return short_day(value) if isinstance(value, date) else str(value)
