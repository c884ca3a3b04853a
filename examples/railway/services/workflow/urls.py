from django.urls import path
from shared.views import COMMON
from workflows import views

urlpatterns = [*COMMON, path("api/runs/", views.runs), path("api/runs/<int:number>/", views.run)]
