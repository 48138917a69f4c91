"""Settings, read once from the environment; a wrong one stops the start and says how to mend it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from webapp.caps import Caps
from webapp.errors import SettingInvalid
from webapp.guessable import is_guessable

RATE = re.compile("[1-9][0-9]{0,8}")
SECRET_KEY_BYTES_MIN = 32
METRICS_TOKEN_LENGTH_MIN = 16
DATABASE_SCHEMES = {"sqlite", "postgresql", "postgres", "cockroachdb"}
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Config:
    """What a running dashboard needs to know from outside."""

    # Settings that hold a secret are not printed: an error's report shows what stands near it.
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    database_url: str = field(default="sqlite:///instance/express.db", repr=False)
    base_url: str = "http://localhost:4242"
    sms_url: str = field(default="console:", repr=False)
    mail_url: str = field(default="console:", repr=False)
    trusted_proxies: frozenset[str] = frozenset()
    forwarded_hops: int = 1
    metrics_token: str = field(default="", repr=False)
    api_reads_per_second: int = 1_000
    api_writes_per_second: int = 500
    caps: Caps = Caps()

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Config":
        """Read and check every setting; raises `SettingInvalid` with the mend."""
        _refuse_toys(env)
        return cls(
            secret_key=_secret_key("SECRET_KEY", env.get("SECRET_KEY", "")),
            secret_key_fallbacks=_fallbacks(env.get("SECRET_KEY_FALLBACKS", "")),
            database_url=_database_url(env.get("DATABASE_URL", cls.database_url)),
            base_url=_base_url(env.get("BASE_URL", cls.base_url)),
            sms_url=_channel_url("SMS_URL", env.get("SMS_URL", cls.sms_url)),
            mail_url=_channel_url("MAIL_URL", env.get("MAIL_URL", cls.mail_url)),
            trusted_proxies=_proxies(env.get("FORWARDED_ALLOW_IPS", "")),
            forwarded_hops=_hops(env.get("FORWARDED_HOPS", ""), env.get("FORWARDED_ALLOW_IPS", "")),
            metrics_token=_metrics_token(env.get("METRICS_TOKEN", "")),
            api_reads_per_second=_rate(env, "API_READS_PER_SECOND", cls.api_reads_per_second),
            api_writes_per_second=_rate(env, "API_WRITES_PER_SECOND", cls.api_writes_per_second),
            caps=Caps.from_env(env),
        )


def _refuse_toys(env: Mapping[str, str]) -> None:
    """What is good enough on one's own machine stops the start where others can reach it."""
    if _is_local(urlsplit(env.get("BASE_URL", Config.base_url)).hostname or ""):
        return
    secrets = f"{env.get('SECRET_KEY', '')},{env.get('SECRET_KEY_FALLBACKS', '')}".split(",")
    if any(secret and is_guessable(secret.strip()) for secret in secrets):
        raise SettingInvalid(
            "SECRET_KEY repeats itself or holds what many would try, so anybody can guess it. "
            "Set it to a random value, for example: export SECRET_KEY=$(openssl rand -hex 32)"
        )
    # Flask's debugger runs any code that a visitor types.
    if env.get("FLASK_DEBUG", "0").lower() not in {"", "0", "false", "no"}:
        raise SettingInvalid(
            "FLASK_DEBUG is on, but BASE_URL can be reached by others. Unset FLASK_DEBUG."
        )


def _secret_key(name: str, value: str) -> str:
    mend = f"Set it to a long random value, for example: export {name}=$(openssl rand -hex 32)"
    if not value:
        raise SettingInvalid(f"{name} is not set. {mend}")
    if len(value.encode()) < SECRET_KEY_BYTES_MIN:
        raise SettingInvalid(f"{name} is shorter than {SECRET_KEY_BYTES_MIN} bytes. {mend}")
    return value


def _fallbacks(value: str) -> tuple[str, ...]:
    """The secrets of before, the newest first; a comma parts them, so none may hold one."""
    parts = filter(None, (part.strip() for part in value.split(",")))
    return tuple(_secret_key("SECRET_KEY_FALLBACKS", part) for part in parts)


def _database_url(value: str) -> str:
    scheme = urlsplit(value).scheme
    if scheme not in DATABASE_SCHEMES or (scheme == "sqlite" and not value[len("sqlite:///") :]):
        raise SettingInvalid(
            f"DATABASE_URL {value.split('@')[-1]!r} is not a database we know. "
            "Use sqlite:///instance/express.db, postgresql://user:password@host/name "
            "or cockroachdb://user@host:26257/name"
        )
    return value


def _base_url(value: str) -> str:
    url = urlsplit(value)
    mend = "Set it to the dashboard's own address, for example https://earnings.example.com"
    if url.scheme not in {"http", "https"} or not url.hostname or url.path.strip("/") or url.query:
        raise SettingInvalid(f"BASE_URL {value!r} is not a web address without a path. {mend}")
    if url.scheme == "http" and not _is_local(url.hostname):
        raise SettingInvalid(
            f"BASE_URL {value!r} is not https, so browsers drop our cookies. {mend}"
        )
    return value.rstrip("/")


def _is_local(hostname: str) -> bool:
    return hostname in LOCAL_HOSTS or hostname.endswith(".localhost")


def _channel_url(name: str, value: str) -> str:
    scheme = urlsplit(value).scheme
    if not scheme or (scheme == "file" and not urlsplit(value).path):
        raise SettingInvalid(
            f"{name} {value!r} names no channel. Use console: , file:/path/outbox.jsonl, "
            "https://… (signed webhook) or an Apprise URL such as twilio://…"
        )
    if scheme == "http" and not _is_local(urlsplit(value).hostname or ""):
        raise SettingInvalid(  # without the address: it holds the secret that signs
            f"{name} is not https, so anybody on the way could read the codes. Use https://…"
        )
    if scheme in {"http", "https"} and not urlsplit(value).password:
        raise SettingInvalid(
            f"{name} holds no secret, so anybody could sign messages as we do. Write it as the "
            "password of the address, for example https://any:$(openssl rand -hex 32)@host/path"
        )
    return value


def _rate(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not RATE.fullmatch(value):
        raise SettingInvalid(
            f"{name} {value!r} is no rate. Set it to how many requests of one API key each "
            f"process answers in a second, for example {default}"
        )
    return int(value)


def _metrics_token(value: str) -> str:
    if value and (len(value) < METRICS_TOKEN_LENGTH_MIN or not value.isascii()):
        raise SettingInvalid(
            f"METRICS_TOKEN is shorter than {METRICS_TOKEN_LENGTH_MIN} characters. "
            "Set it to a random value, for example: export METRICS_TOKEN=$(openssl rand -hex 16)"
        )
    return value


def _proxies(value: str) -> frozenset[str]:
    addresses = frozenset(filter(None, (part.strip() for part in value.split(","))))
    wrong = sorted(address for address in addresses if address != "*" and not _is_address(address))
    if wrong:
        raise SettingInvalid(
            f"FORWARDED_ALLOW_IPS names {wrong[0]!r}, which is not an address. Use the addresses "
            "from which your proxy connects, for example 127.0.0.1 or 10.0.0.5,10.0.0.6"
        )
    return addresses


def _hops(value: str, proxies: str) -> int:
    if not re.fullmatch("[1-9]?", value, re.ASCII):
        raise SettingInvalid(
            f"FORWARDED_HOPS {value!r} is no number of proxies. Set it to how many proxies of "
            "yours stand one behind the other and append to X-Forwarded-For, 1 to 9"
        )
    if value and not proxies:
        raise SettingInvalid(
            "FORWARDED_HOPS counts proxies, but FORWARDED_ALLOW_IPS names none. "
            "Name the addresses from which the innermost of them connects"
        )
    return int(value or "1")


def _is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
