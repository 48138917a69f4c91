"""Tokens: 256 random bits, of which the database learns a digest."""

from webapp.access.tokens import digest, new_token


def test_no_token_comes_twice() -> None:
    """A1, D1: 256 random bits; 100,000 are all different."""
    tokens = {new_token() for _ in range(100_000)}
    assert len(tokens) == 100_000
    assert {len(token) for token in tokens} == {43}
    assert all(token.replace("-", "").replace("_", "").isalnum() for token in tokens)


def test_a_digest_is_not_its_token() -> None:
    """A2, D1: the digest is all that is kept."""
    token = new_token()
    assert len(digest(token)) == 64
    assert token not in digest(token)
    assert digest(token) == digest(token) != digest(new_token())
