"""What allauth asks of this site."""

from allauth.core import context

from editorial.signing_in.adapters import SecondFactorAdapter


def test_passkey_is_kept_under_the_name_of_the_site(rf, settings):
    settings.WAGTAIL_SITE_NAME = "Les campagnes"

    with context.request_context(rf.get("/")):
        entity = SecondFactorAdapter().get_public_key_credential_rp_entity()

    assert entity == {"id": "testserver", "name": "Les campagnes"}
