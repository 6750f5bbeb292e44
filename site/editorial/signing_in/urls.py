"""The addresses of the sign-in; of allauth's others none is served."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from editorial.signing_in import openid, passwords
from editorial.signing_in.views import AddApp, AddPasskey, Overview, RemovePasskey, SignIn, in_own_language

mine = in_own_language

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("login/closed/", account.account_inactive, name="account_inactive"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second-factor/", factor.authenticate, name="mfa_authenticate"),
    path("login/confirm/", mine(account.reauthenticate), name="account_reauthenticate"),
    path("login/confirm/code/", mine(factor.reauthenticate), name="mfa_reauthenticate"),
    path("login/confirm/passkey/", mine(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("login/openid/", openid.leave, name="openid_leave"),
    path("login/openid/back/", openid.come_back, name="openid_back"),
    path("login/openid/cancelled/", openid.cancelled, name="socialaccount_login_cancelled"),
    path("logout/", openid.SignOut.as_view(), name="account_logout"),
    path("password_reset/", passwords.ForgottenPassword.as_view(), name="account_reset_password"),
    path("second-factor/", mine(Overview.as_view()), name="mfa_index"),
    path("second-factor/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", mine(AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("second-factor/passkeys/<int:pk>/", mine(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", mine(RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("second-factor/app/add/", mine(AddApp.as_view()), name="mfa_activate_totp"),
    path("second-factor/app/remove/", mine(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", mine(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", mine(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
