"""Errors that speak: each is a named sentence, with HTML and JSON as its two faces."""


class AppError(Exception):
    """Something could not be done. The docstring of each kind is the sentence shown.

    It is written in English, with named places for values (`%(when)s`); `sentences` translates it.
    """

    status = 400
    type = "invalid_request_error"
    code: str | None = None
    refusal: str | None = None
    """The event under which the audit log notes that somebody was refused with it."""

    def __init__(
        self,
        message: str | tuple[str, str] | None = None,
        *,
        param: str | None = None,
        **values: object,
    ) -> None:
        """Speak the class's own sentence unless a more exact one is given; of two, by `num`."""
        self.message = message or " ".join((type(self).__doc__ or "").split())
        self.values = values
        said = self.message if isinstance(self.message, str) else self.message[values["num"] != 1]
        super().__init__(said % values if values else said)
        self.param = param


class NotFound(AppError):
    """There is nothing here that you may see. Check the address, or go back to your overview."""

    status = 404
    code = "resource_missing"
    refusal = "access.refused"


class ParameterInvalid(AppError):
    """A parameter has a value that cannot be used."""

    code = "parameter_invalid"


class ParameterMissing(AppError):
    """A required parameter is missing."""

    code = "parameter_missing"


class TooManyRequests(AppError):
    """Too many requests. Wait a moment, then try again."""

    status = 429
    type = "rate_limit_error"
    code = "rate_limit"
    refusal = "limit.reached"

    def __init__(self, message: str | None = None, *, retry_in: int = 1) -> None:
        """Know how many seconds to wait."""
        super().__init__(message)
        self.retry_in = retry_in


class SettingInvalid(SystemExit):
    """A setting is missing or wrong: the start stops and says how to mend it."""
