"""What `manage.py check --deploy` says of the sign-in."""

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def check_second_factor(app_configs, **kwargs) -> list[checks.Warning]:
    if settings.REQUIRE_SECOND_FACTOR:
        return []
    return [
        checks.Warning(
            "REQUIRE_SECOND_FACTOR is off: a password that leaks is enough to publish.",
            hint="Leave it out of the environment. It is meant for the demonstration.",
            id="signing_in.W001",
        )
    ]
