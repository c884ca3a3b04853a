"""Bearer tokens that each service can read, because they share the key."""

import functools

from django.core import signing
from django.http import JsonResponse

SALT = "railway.token"
VALID_SECONDS = 3600


def issue(username):
    return signing.dumps(username, salt=SALT)


def username_of(authorization):
    """The name in a header's token; None when there is none that counts."""
    scheme, _, token = (authorization or "").partition(" ")
    try:
        return signing.loads(token, salt=SALT, max_age=VALID_SECONDS) if scheme == "Bearer" else None
    except signing.BadSignature:
        return None


def login_required(view):
    @functools.wraps(view)
    def checked(request, *arguments, **named):
        request.username = username_of(request.headers.get("Authorization"))
        if request.username is None:
            return JsonResponse({"error": "a token is required"}, status=401)
        return view(request, *arguments, **named)

    return checked
