from django.urls import path
from notifications import views
from shared.views import COMMON

urlpatterns = [
    *COMMON,
    path("api/notifications/", views.notifications),
    path("api/notifications/<int:number>/", views.notification),
]
