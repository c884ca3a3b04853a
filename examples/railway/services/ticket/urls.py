from django.urls import path
from shared.views import COMMON
from tickets import views

urlpatterns = [
    *COMMON,
    path("api/tickets/", views.tickets),
    path("api/tickets/summary/", views.summary),
    path("api/tickets/<int:number>/", views.ticket),
    path("api/attachments/", views.attachments),
    path("api/attachments/<int:number>/", views.attachment),
    path("api/database/", views.database),
]
