"""What the API alone can refuse; the domain's own errors speak for themselves."""

from webapp.errors import AppError


class UrlUnrecognized(AppError):
    """Unrecognized request URL. The routes are listed in /v1/openapi.json."""

    status = 404


class MethodNotAllowed(AppError):
    """This URL does not know that method."""

    status = 405


class BodyTooLarge(AppError):
    """The request is larger than 4 MB. Send fewer lines at once."""

    status = 413


class BodyUnreadable(AppError):
    """The body is neither a form nor a JSON object that we can read."""

    code = "body_unreadable"


class ParameterUnknown(AppError):
    """The request has a parameter that this endpoint does not know."""

    code = "parameter_unknown"


class ParameterEmpty(AppError):
    """A parameter that cannot be unset was sent empty."""

    code = "parameter_invalid_empty"


class ParametersExclusive(AppError):
    """Two parameters exclude each other."""

    code = "parameters_exclusive"


class IntegerInvalid(AppError):
    """A parameter must be a whole number."""

    code = "parameter_invalid_integer"


class NoSuch(AppError):
    """A parameter names an object that does not exist."""

    code = "resource_missing"
    refusal = "access.refused"


class IdempotencyKeyInvalid(AppError):
    """An Idempotency-Key has 1 to 255 printable characters."""

    type = "idempotency_error"


class IdempotencyKeyReused(AppError):
    """This Idempotency-Key was first used with other parameters. Use a new one."""

    type = "idempotency_error"


class IdempotencyKeyInUse(AppError):
    """Another request with this Idempotency-Key is under way. Try again shortly."""

    status = 409
    type = "idempotency_error"
    code = "idempotency_key_in_use"


class Busy(AppError):
    """The database is busy. Nothing was done; try again shortly."""

    status = 503
    type = "api_error"
    code = "lock_timeout"


class Unexpected(AppError):
    """Something went wrong on our side and nothing was done. Our log knows the Request-Id."""

    status = 500
    type = "api_error"
