"""Sign-off and translation in the admin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Locale, Page, TranslatableMixin

from core.editor.reports import PagesReportMenuItem
from core.publication import withdrawal
from core.publication.sign_off import SignedOff
from editorial.access.reach import languages_of, may_change, may_open, may_publish
from editorial.accessibility import browser_checks
from editorial.accessibility import report as accessibility_report
from editorial.board import views as board_views
from editorial.correction import acts as correction_acts
from editorial.correction import history as history_of_snippets  # noqa: F401 (registers itself)
from editorial.correction import views as correction_views
from editorial.desk import alike_views
from editorial.desk import views as desk_views
from editorial.exchange import applying
from editorial.exchange import views as exchange_views
from editorial.handover import acts as handover_acts
from editorial.handover import views as handover_views
from editorial.review import comment_views, outside_comments, outside_reviewer_views, outside_reviewers
from editorial.review import links as review_links
from editorial.review import views as review_views
from editorial.rota import views as rota_views
from editorial.sign_off import action_menu, decisions, mending, revisions
from editorial.sign_off import cancellation as cancelling
from editorial.takedown import before_deletion  # noqa: F401 (its hooks)
from editorial.takedown import nodes as takedown_nodes
from editorial.takedown import views as takedown_views
from editorial.translation import drafting, editor, localize, sign_off_views
from editorial.translation.sources import translation_of


@hooks.register("register_admin_urls", order=-10)
def guarded_urls():
    """In the place of wagtail-localize's: the first address that matches is served."""
    return [path("localize/", include(localize.urls))]


@hooks.register("register_admin_urls")
def urls():
    return [
        *mending.urls,
        *desk_views.urls,
        *alike_views.urls,
        *handover_views.urls,
        *rota_views.urls,
        *sign_off_views.urls,
        *review_views.urls,
        *outside_reviewer_views.urls,
        *comment_views.urls,
        *board_views.urls,
        *takedown_views.urls,
        *correction_views.urls,
        *takedown_nodes.urls,
        *exchange_views.urls,
        *browser_checks.urls,
        *accessibility_report.urls,
    ]


@hooks.register("register_admin_viewset")
def revisions_that_reviewers_read():
    return revisions.ReadablePages()


@hooks.register("insert_editor_js")
def keep_browser_checks():
    """The editor's checks run in its preview: their result is kept beside the revision."""
    return format_html(
        '<script src="{}" data-url="{}" defer></script>',
        static("js/admin/browser_check.js"),
        reverse("browser_check_keep"),
    )


@hooks.register("insert_editor_js")
def compare_with_what_others_saved():
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}" defer></script>',
        static("css/admin/newer_version.css"),
        static("js/admin/newer_version.js"),
    )


@hooks.register("register_admin_menu_item")
def board_menu_item():
    return TranslationsMenuItem(
        _("Translations"), reverse("translations_board"), name="translations", icon_name="globe", order=250
    )


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(languages_of(request.user))


@hooks.register("construct_reports_menu")
def one_list_of_translations(request, menu_items):
    """The board takes the place of wagtail-localize's report."""
    menu_items[:] = [item for item in menu_items if item.url != reverse("wagtail_localize:translations_report")]


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def nothing_goes_live_by_a_button(menu_items, request, context):
    """Publication is the last step of the sign-off, and its decision; what has no sign-off keeps its buttons."""
    if issubclass(context.get("model") or type(context.get("page") or context.get("parent_page")), SignedOff):
        menu_items[:] = action_menu.of_signed_off(menu_items)


@hooks.register("before_edit_page", order=-5)
@hooks.register("before_edit_snippet", order=-5)
def publish_approved_translation(request, instance):
    """wagtail-localize's "publish" of a translation: through the same door as everything else, and never around a lock."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(instance)
    if translation is None or not translation.enabled:
        return None
    if not may_publish(request.user, instance) or not may_change(request.user, instance):
        raise PermissionDenied
    drafting.save_draft(translation, request.user).publish(user=request.user)
    return redirect(request.path)


@hooks.register("before_edit_snippet", order=-10)
def snippet_is_within_reach(request, instance):
    if isinstance(instance, TranslatableMixin) and not may_open(request.user, instance):
        raise PermissionDenied


@hooks.register("before_edit_page", order=-5)
@hooks.register("before_edit_snippet", order=-5)
def decisions_are_noted_and_taking_back_is_asked_first(request, instance):
    if not isinstance(instance, SignedOff):
        return None
    decisions.note_step(request, instance)
    return cancelling.ask_first(request, instance)


@hooks.register("after_edit_page", order=100)
@hooks.register("after_edit_snippet", order=100)
def say_what_was_decided(request, instance):
    return decisions.say(request, instance) if isinstance(instance, SignedOff) else None


@hooks.register("after_create_page", order=100)
@hooks.register("after_create_snippet", order=100)
@hooks.register("after_edit_page", order=100)
@hooks.register("after_edit_snippet", order=100)
def say_who_decides_next(request, instance):
    return decisions.say_handed_in(request, instance) if isinstance(instance, SignedOff) else None


@hooks.register("before_edit_page", order=-5)
def say_that_it_was_taken_down(request, instance):
    if request.method == "GET" and isinstance(instance, Page):
        takedown_views.tell(request, instance)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def say_what_reviewing_means(request, instance):
    """In Wagtail's editors; a translation has its own, with a bar that says it: opened here, before the library's hook does."""
    if request.method != "GET":
        return None
    if translation := translation_of(instance):
        return editor.shown(request, instance, translation)
    if isinstance(instance, SignedOff):
        mending.tell(request, instance)
        mending.tell_what_to_change(request, instance)
    return None


@hooks.register("before_create_snippet")
def language_is_within_reach(request, model):
    """Words are written in a language of one's own reach."""
    if issubclass(model, TranslatableMixin):
        code = request.GET.get("locale") or request.POST.get("locale")
        locale = Locale.objects.filter(language_code=code).first() if code else Locale.get_default()
        if locale is None or locale.pk not in languages_of(request.user):
            raise PermissionDenied


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def takedown_of_page(page, user, view_name=None, next_url=None):
    yield from _takedown(page, user)


@hooks.register("register_snippet_listing_buttons")
def takedown_of_snippet(snippet, user, next_url=None):
    if withdrawal.is_whole(type(snippet)):
        yield from _takedown(snippet, user)


def _takedown(thing, user):
    address = takedown_views.address(thing, user)
    if address:
        yield Button(_("Take down everywhere"), address, icon_name="warning", priority=90)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def correction_of_page(page, user, view_name=None, next_url=None):
    yield from _correction(page, user)


@hooks.register("register_snippet_listing_buttons")
def correction_of_snippet(snippet, user, next_url=None):
    if isinstance(snippet, SignedOff):
        yield from _correction(snippet, user)


def _correction(text, user):
    address = correction_views.address(text, user)
    if address:
        yield Button(_("Withdraw a correction"), address, icon_name="rotate", priority=85)


@hooks.register("register_reports_menu_item")
def takedowns_menu_item():
    return TakedownsMenuItem(
        _("What was taken down"), reverse("takedowns"), name="takedowns", icon_name="warning", order=950
    )


@hooks.register("register_settings_menu_item")
def outside_reviewers_menu_item():
    return OutsideReviewersMenuItem(
        _("Reviewers without an account"),
        reverse("outside_reviewers"),
        name="outside-reviewers",
        icon_name="mail",
        order=960,
    )


@hooks.register("register_reports_menu_item")
def absences_menu_item():
    return AbsencesMenuItem(_("Absences"), reverse("absences"), name="absences", icon_name="calendar-alt", order=960)


class AbsencesMenuItem(MenuItem):
    def is_shown(self, request):
        """By permissions, which are read anyway: it is asked on every page of the admin."""
        return request.user.has_perm("editorial.add_reviewlink") or request.user.has_perm("core.change_user")


class OutsideReviewersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("editorial.add_reviewlink")


class TakedownsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("editorial.add_takedown")


@hooks.register("register_user_listing_buttons")
def hand_over_from(user, request_user):
    if handover_acts.may_hand_over(request_user, user):
        yield Button(_("Hand over"), reverse("hand_over", args=[user.pk]), icon_name="group", priority=55)


@hooks.register("register_reports_menu_item")
def accessibility_menu_item():
    return PagesReportMenuItem(
        _("Accessibility of pages"),
        reverse("accessibility_report"),
        name="accessibility-of-pages",
        icon_name="glasses",
        order=795,
    )


@hooks.register("register_page_header_buttons")
def review_link_of_page(page, user, view_name, next_url=None):
    yield from _review_link(page.specific, user)


@hooks.register("register_snippet_listing_buttons")
def review_link_of_snippet(snippet, user, next_url=None):
    if isinstance(snippet, SignedOff):
        yield from _review_link(snippet, user)


def _review_link(instance, user):
    address = review_links.address_to_create(instance, user, instance.current_workflow_task_state)
    if address:
        yield Button(_("Review without an account"), address, icon_name="link", priority=70)


@hooks.register("register_log_actions")
def log_actions(actions):
    @actions.register_action("editorial.review_link.decided")
    class ReviewLinkFormatter(LogFormatter):
        label = _("Decide by a review link")

        def format_message(self, entry):
            said = entry.data
            text = (
                _("Approved by a review link: %(reviewer)s")
                if said["approved"]
                else _("Changes requested by a review link: %(reviewer)s")
            )
            return text % said + (f" – {said['comment']}" if said["comment"] else "")

    @actions.register_action(outside_comments.SAID)
    class OutsideCommentFormatter(LogFormatter):
        label = _("Comment by a review link")

        def format_message(self, entry):
            return _("%(reviewer)s commented by a review link: %(place)s") % entry.data

    @actions.register_action(outside_comments.RESOLVED)
    class OutsideCommentResolvedFormatter(LogFormatter):
        label = _("Resolve a comment by a review link")

        def format_message(self, entry):
            return _("The comment of %(reviewer)s was resolved: %(place)s") % entry.data

    actions.register_action(
        "editorial.sentence_confirmed", _("Confirm a sentence"), _("A sentence in doubt was confirmed as right")
    )
    actions.register_action(
        "editorial.sentence_doubted",
        _("Ask about a sentence again"),
        _("The confirmation of a sentence was taken back"),
    )

    class Given(LogFormatter):
        def format_message(self, entry):
            names = ", ".join(entry.data.get("names", []))
            said = self.message % (entry.data | {"number": sum(entry.data["what"].values())})
            return f"{said} ({names})" if names else said

    @actions.register_action(handover_acts.HANDED_OVER)
    class HandedOver(Given):
        label = _("Hand over")
        message = _("What the account held was handed to %(to)s: %(number)d")

    @actions.register_action(handover_acts.TAKEN_OVER)
    class TakenOver(Given):
        label = _("Take over")
        message = _("What %(from)s held was handed to this account: %(number)d")

    actions.register_action(handover_acts.CLOSED, _("Close the account"), _("The account was closed"))
    actions.register_action(
        outside_reviewers.WITHDRAWN, _("Withdraw the reviewer"), _("The reviewer without an account was withdrawn")
    )

    @actions.register_action(handover_acts.PAGE_HANDED_OVER)
    class PageHandedOver(LogFormatter):
        label = _("Hand over")

        def format_message(self, entry):
            return _("Handed over: %(from)s → %(to)s") % entry.data

    @actions.register_action(applying.TAKEN_IN)
    class TranslationTakenIn(LogFormatter):
        label = _("Take a translation in")

        def format_message(self, entry):
            number = entry.data["sentences"]
            said = ngettext(
                "%(number)d sentence taken in from a file", "%(number)d sentences taken in from a file", number
            )
            return said % {"number": number}

    class WithReason(LogFormatter):
        def format_message(self, entry):
            reason = entry.data.get("reason")
            return f"{self.message} – {reason}" if reason else self.message

    @actions.register_action(correction_acts.WITHDRAWN)
    class CorrectionWithdrawn(WithReason):
        label = _("Withdraw a correction")
        message = _("A correction was withdrawn: the words before it are live again")

    @actions.register_action("editorial.takedown")
    class TakedownFormatter(WithReason):
        label = _("Take down everywhere")
        message = _("Taken down everywhere")

    @actions.register_action("editorial.takedown_undone")
    class TakedownUndoneFormatter(WithReason):
        label = _("Put back")
        message = _("Put back as it was before its takedown")
