import json

from django.contrib.auth.hashers import check_password
from django.http import JsonResponse
from shared import tokens

from .models import Account, Login


def login(request):
    given = json.loads(request.body)
    account = Account.objects.filter(username=given.get("username", "")).first()
    if account is None or not check_password(given.get("password", ""), account.password):
        return JsonResponse({"error": "wrong name or password"}, status=401)
    Login.objects.create(account=account)
    return JsonResponse({"token": tokens.issue(account.username)})


@tokens.login_required
def me(request):
    account = Account.objects.get(username=request.username)
    logins = Login.objects.filter(account=account).count()
    return JsonResponse({"username": account.username, "email": account.email, "logins": logins})
