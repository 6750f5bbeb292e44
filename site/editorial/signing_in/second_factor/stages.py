"""What is asked after the password."""

from allauth.mfa.stages import AuthenticateStage

from editorial.signing_in import openid


class SecondFactorStage(AuthenticateStage):
    """The second factor of whoever has one; the provider's own, where the settings say that it counts."""

    def _should_handle(self, request) -> bool:
        return not openid.counts(request, self.login.user) and super()._should_handle(request)
