"""Addresses: the admin, in which the pages of the client book are."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
