"""Secrets, held carelessly (`ruleid`) and well (`ok`)."""

import hashlib
import hmac
import logging
import random
import secrets
import uuid
from typing import Any

from flask import request

log = logging.getLogger(__name__)


def is_signed(body: bytes, key: bytes, header: str) -> bool:
    expected = hmac.new(key, body, hashlib.sha256).hexdigest()
    # ruleid: secret-compared-by-equals
    return header == expected


def is_not_the_seal(body: bytes, sealed: bytes) -> bool:
    # ruleid: secret-compared-by-equals
    return hashlib.sha256(body).digest() != sealed


def is_the_operator(token: str, known: str) -> bool:
    # ruleid: secret-compared-by-equals
    return known == token


def is_the_same_browser(known: str) -> bool:
    # ruleid: secret-compared-by-equals
    return request.cookies["__Host-device"] == known


def is_right(token: str, known: str) -> bool:
    # ok: secret-compared-by-equals
    return token != "" and hmac.compare_digest(token, known)


def session_of(cls: Any, token: str) -> Any:
    # ok: secret-compared-by-equals
    return cls.get_or_none(cls.digest == hashlib.sha256(token.encode()).digest())


def new_code() -> str:
    # ruleid: secret-by-chance-that-can-be-guessed
    return f"{random.randrange(10**6):06}"


def new_name() -> str:
    # ruleid: secret-by-chance-that-can-be-guessed
    return str(uuid.uuid1())


def new_key() -> str:
    # ok: secret-by-chance-that-can-be-guessed
    return secrets.token_urlsafe(32)


def open_session() -> str:
    made = secrets.token_urlsafe(32)
    sentence = f"opened {made}"
    # ruleid: secret-in-the-log
    log.info(sentence)
    return made


def refuse(account: Any, error: Exception) -> None:
    # ruleid: secret-in-the-log
    log.warning("no text went out to %s", account.phone)
    # ruleid: secret-in-the-log
    logging.error("refused %s", request.headers)
    # ruleid: secret-in-the-log
    print("typed:", request.form["code"])
    # ok: secret-in-the-log
    log.warning("no text went out to %s: %s", account.id, type(error).__name__)


def check(api_key: str) -> None:
    # ruleid: secret-in-the-log
    log.debug("asked with " + api_key)
    # ok: secret-in-the-log
    log.debug("asked with a key of %d characters", len(api_key))
