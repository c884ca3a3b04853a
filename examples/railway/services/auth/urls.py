from accounts import views
from django.urls import path
from shared.views import COMMON

urlpatterns = [*COMMON, path("api/login/", views.login), path("api/me/", views.me)]
