"""Password hashes, and bearer tokens that blue and green both accept because they share one secret."""

import base64
import hashlib
import hmac
import os
import time

TOKEN_SECONDS = 12 * 3600
SCRYPT = {"n": 2**13, "r": 8, "p": 1}


def hash_password(password):
    salt = os.urandom(16)
    return f"scrypt${salt.hex()}${hashlib.scrypt(password.encode(), salt=salt, **SCRYPT).hex()}"


def password_matches(password, stored):
    kind, _, rest = stored.partition("$")
    salt, _, digest = rest.partition("$")
    if kind != "scrypt":
        return False
    found = hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), **SCRYPT)
    return hmac.compare_digest(found, bytes.fromhex(digest))


def issue_token(secret, user_id, seconds=TOKEN_SECONDS):
    claims = f"{user_id}.{int(time.time()) + seconds}"
    return f"{claims}.{sign(secret, claims)}"


def user_of_token(secret, token):
    """The user's id, or None if the token is forged, damaged or too old."""
    claims, _, signature = token.rpartition(".")
    if not hmac.compare_digest(sign(secret, claims).encode(), signature.encode()):
        return None
    user_id, expires = map(int, claims.split("."))
    return user_id if expires > time.time() else None


def sign(secret, claims):
    digest = hmac.new(secret, claims.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
