"""The page on safer browsing, and the setting of the quick exit that leads to it."""

from typing import Any

from wagtail.models import Page, Site

from campaigns.outreach.models import QuickExit, Topic
from demo.pages import block, items


def safer() -> dict[str, Any]:
    steps = items(
        {
            "title": "Utilisez un appareil que personne ne surveille",
            "text": "Le téléphone d’une personne de confiance, l’ordinateur d’une bibliothèque ou d’une association.",
        },
        {
            "title": "Ouvrez une fenêtre de navigation privée",
            "text": "Elle se trouve dans le menu du navigateur. Quand vous la fermez, l’historique n’est pas gardé.",
        },
        {
            "title": "Effacez ces pages, et elles seules",
            "text": "Dans l’historique du navigateur, supprimez les pages de ce site. Un historique entièrement vide peut éveiller des soupçons.",
        },
        {
            "title": "Pensez aux appels et aux SMS",
            "text": "Ils restent dans le journal du téléphone. Effacez-les un par un.",
        },
    )
    return {
        "title": "Naviguer plus discrètement",
        "seo_title": "Conseils",
        "slug": "navigation",
        "topic": Topic.BROWSING,
        "lead": "Le bouton cache la page. Il n’efface pas toutes les traces.",
        "search_description": "Des conseils pour naviguer.",
        "body": [
            block(
                "text",
                text="<h2>Ce que fait le bouton</h2><ul><li>Il ouvre une page ordinaire à la place de celle-ci.</li><li>La touche Maj (Shift), pressée trois fois de suite, fait la même chose.</li><li>Ensuite, la flèche « Retour » ne revient pas à la page que vous avez quittée.</li></ul>",
            ),
            block(
                "text",
                text="<h2>Ce qu’il ne fait pas</h2><ul><li>Il n’efface pas l’historique : les pages que vous avez vues peuvent y rester.</li><li>La flèche « Retour » peut montrer les pages que vous aviez ouvertes avant.</li><li>Si JavaScript est coupé dans votre navigateur, la flèche « Retour » peut revenir à la page quittée. Celle-ci reste visible jusqu’à ce que l’autre s’ouvre.</li><li>Il n’arrête pas un logiciel qui surveille votre appareil.</li></ul>",
            ),
            block("steps", heading="Pour laisser moins de traces", steps=steps),
            block(
                "text",
                text="<h2>Ce que ce site sait de vous</h2><p>Rien. Il ne garde rien sur votre appareil, sauf un cookie qui ne dit rien de vous si vous demandez à ne plus être compté, et n’appelle aucun autre site. Il compte combien de fois par jour ces pages sont vues et leurs fichiers téléchargés, et rien d’autre. Personne ne compte l’usage du bouton.</p>",
            ),
            block(
                "notice",
                kind="danger",
                heading="Vous êtes en danger maintenant",
                text="<p>Appelez le 17 ou le 112. Si vous ne pouvez pas parler, envoyez un SMS au 114.</p>",
            ),
        ],
    }


def lead_to(page: Page) -> None:
    """Let the bar of the quick exit lead to this page; its addresses stay those that each language has without any."""
    QuickExit.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults={"safety_page": page})
