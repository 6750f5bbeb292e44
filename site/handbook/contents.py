"""The chapters of the team's handbook, in their order."""

from core.editor.roles import ADMINISTRATOR, ANALYST, EDITOR, HOUSE, LAWYER, PUBLISHER, TRANSLATOR
from handbook.chapters import Chapter

WRITERS = (EDITOR, ADMINISTRATOR)
PLANNERS = (EDITOR, PUBLISHER, ADMINISTRATOR)
DECIDERS = (LAWYER, PUBLISHER)

FIRST_DAY = Chapter(
    "first-day",
    HOUSE,
    ("wagtailadmin_home#today", "wagtailadmin_account#account", "mfa_#second-factor", "admin_search#today"),
)
PLAN = Chapter(
    "plan",
    PLANNERS,
    (
        "campaign_",
        "wagtailsnippets_plan_campaign",
        "campaign_task#tasks",
        "campaign_usual_tasks#tasks",
        "calendar#calendar",
    ),
)
GRID = Chapter(
    "grid",
    WRITERS,
    ("campaign_plan", *(f"wagtailsnippets_plan_{model}" for model in ("wave", "channel", "placement"))),
)
WRITE = Chapter(
    "write",
    WRITERS,
    (
        "wagtailadmin_pages",
        "wagtailadmin_explore",
        "landing_page",
        "campaign_landing_pages",
        "wagtailsnippets_readerships#audience",
    ),
)
FACTS = Chapter(
    "facts",
    (EDITOR, LAWYER, ADMINISTRATOR),
    ("wagtailsnippets_facts", "facts_read", "facts_report", "typed_#typed"),
)
PICTURES = Chapter("pictures", WRITERS, ("wagtailimages", "wagtaildocs", "wagtailmedia", "image_rights_report#rights"))
SUBMIT = Chapter(
    "submit",
    (EDITOR, TRANSLATOR, ADMINISTRATOR),
    (
        "sign_off_",
        "wagtailadmin_pages:workflow",
        "wagtailadmin_pages:history#follow",
        "wagtailadmin_reports:workflow#follow",
    ),
)
DECIDE = Chapter(
    "decide",
    DECIDERS,
    ("desk", "sign_off_decide", "wagtailadmin_pages", "review_#link", "outside_reviewer#link"),
)
TRANSLATE = Chapter(
    "translate",
    (EDITOR, TRANSLATOR),
    ("translation", "wagtail_localize", "exchange_#agency", "wagtailadmin_pages"),
)
READINESS = Chapter(
    "readiness",
    PLANNERS,
    ("campaign_readiness", "campaigns_readiness", "campaign_browser_checks#browser", "browser_check#browser"),
)
LAUNCH = Chapter("launch", (PUBLISHER,), ("campaign_launch", "campaign_override", "campaign_close#close"))
LINKS = Chapter("links", PLANNERS, ("campaign_links", "link"))
SHEETS = Chapter("sheets", PLANNERS, ("campaign_print", "campaign_edition#editions"))
PARTNERS = Chapter(
    "partners", PLANNERS, ("campaign_partner", "campaign_recall_mail", "partners_", "wagtailsnippets_plan_partner")
)
POSTS = Chapter("posts", PLANNERS, ("campaign_post", "wagtailsnippets_plan_post"))
RESULTS = Chapter(
    "results",
    (ANALYST, *PLANNERS),
    ("results_", "results_site#all", "results_compare#all", "results_public#public", "reach_"),
)
EVALUATION = Chapter("evaluation", (ANALYST, *PLANNERS), ("results_protocol", "results_survey#surveys"))
TESTIMONIES = Chapter(
    "testimonies",
    (EDITOR, LAWYER, ADMINISTRATOR),
    ("wagtailsnippets_testimonies", "testimony_", "consent", "testimony_withdraw#withdraw"),
)
LETTERBOX = Chapter("letterbox", (EDITOR, LAWYER, PUBLISHER, ADMINISTRATOR), ("letterbox",))
DANGER = Chapter("danger", (EDITOR, LAWYER, PUBLISHER, ADMINISTRATOR), ("letterbox_message",))
DIRECTORY = Chapter(
    "directory",
    PLANNERS,
    (
        "directory_",
        "directory_proposal#decide",
        "directory_import#file",
        "directory_organisation#organisations",
        "directory_gaps#gaps",
        "directory_contact#gaps",
    ),
)
CARDS = Chapter("cards", PLANNERS, ("pocket_cards", "pocket_cards_record#print", "pocket_cards_used_up#stale"))
KITS = Chapter("kits", WRITERS, ("feedback_report#feedback",))
NEWSROOM = Chapter("newsroom", WRITERS, ("news:index", "news:choose_parent", "newsroom_file#files"))
EVENTS = Chapter("events", WRITERS, ("events:index", "events:choose_parent"))
EXPERIMENTS = Chapter(
    "experiments",
    PLANNERS,
    ("results_experiment", "results_experiment_start#start", "results_experiment_publish#public"),
)
EMERGENCY = Chapter(
    "emergency",
    (PUBLISHER, ADMINISTRATOR),
    ("takedown", "correction#correction", "wagtailadmin_pages:unpublish#other-ways"),
)
ABSENCE = Chapter(
    "absence",
    (*DECIDERS, ADMINISTRATOR),
    ("absence", "hand_over#leaving", "close_account#leaving", "wagtailusers_#leaving"),
)

CONTENTS = [
    FIRST_DAY, PLAN, GRID, WRITE, FACTS, PICTURES, SUBMIT, DECIDE, TRANSLATE, LINKS, SHEETS, PARTNERS, POSTS,
    READINESS, LAUNCH, RESULTS, EVALUATION, EXPERIMENTS, TESTIMONIES, LETTERBOX, DANGER, DIRECTORY, CARDS, KITS, NEWSROOM, EVENTS,
    EMERGENCY, ABSENCE,
]  # fmt: skip
