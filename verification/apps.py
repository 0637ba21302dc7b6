from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "verification"

    def ready(self) -> None:
        from record.domain.poison import on_poison
        from verification import notices  # noqa: F401  (registers the texts of its notices)
        from verification.domain.evidence import CHECK_JOB
        from verification.domain.giving_up import give_up

        on_poison(CHECK_JOB, give_up)
