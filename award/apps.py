from django.apps import AppConfig


class AwardConfig(AppConfig):
    name = "award"
