"""What of SQL is a change of what the public sees, and what is a withdrawal."""

import pytest

from serving.page_cache.changes.statements import Effect, effect

NOTHING, CHANGED, WITHDRAWN = Effect(), Effect(changed=True), Effect(changed=True, withdrawn=True)
PAGE = 'UPDATE "wagtailcore_page" SET '


@pytest.mark.parametrize(
    ("sql", "params", "expected"),
    [
        ('SELECT * FROM "facts_fact" WHERE "x" = \'UPDATE "facts_fact"\'', None, NOTHING),
        ('SELECT 1 FROM "facts_fact" FOR UPDATE OF "facts_fact"', None, NOTHING),
        ("SAVEPOINT s1", None, NOTHING),
        ('INSERT INTO "facts_fact" ("a") VALUES (%s), (%s)', (1, 2), CHANGED),
        ('INSERT OR IGNORE INTO "facts_fact" ("a") SELECT 1', None, CHANGED),
        ('REPLACE INTO "facts_fact" VALUES (1)', None, CHANGED),
        ('INSERT INTO "django_session" ("a") VALUES (%s) ON CONFLICT DO UPDATE SET "a" = 1', (1,), NOTHING),
        ('INSERT INTO "django_session" SELECT * FROM "facts_fact"', None, NOTHING),
        ('UPDATE "facts_fact" SET "value" = %s WHERE "id" = %s', ("1", 2), CHANGED),
        ("  -- why\n/* and\n how */ update facts_fact set value = 1", None, CHANGED),
        ('UPDATE ONLY "public"."facts_fact" SET "value" = %s', ("1",), CHANGED),
        ('DELETE FROM "facts_fact" WHERE 1=1', None, CHANGED),
        ('DELETE FROM "wagtailsearch_indexentry"', None, NOTHING),
        ('WITH x AS (SELECT 1) UPDATE "facts_fact" SET "value" = 1', None, CHANGED),
        ('WITH x AS (DELETE FROM "facts_fact" RETURNING 1) SELECT * FROM x', None, CHANGED),
        ("WITH x AS (SELECT 1) SELECT * FROM x", None, NOTHING),
        ('SELECT 1; UPDATE "facts_fact" SET "value" = 1;', None, CHANGED),
        ('EXPLAIN ANALYZE DELETE FROM "facts_fact"', None, CHANGED),
        ('TRUNCATE "django_session", "facts_fact"', None, CHANGED),
        ('TRUNCATE "django_session", "core_user"', None, NOTHING),
        ('TRUNCATE "facts_fact", "wagtailcore_page"', None, WITHDRAWN),
        ('ALTER TABLE "facts_fact" ADD COLUMN "x" integer', None, CHANGED),
        ("DO $$ BEGIN PERFORM 1; END $$", None, CHANGED),
        (PAGE + '"latest_revision_id" = %s, "draft_title" = %s WHERE "id" = %s', (1, "x", 2), NOTHING),
        (PAGE + '"title" = %s, "draft_title" = %s WHERE "id" = %s', ("x", "x", 2), CHANGED),
        (PAGE + '"title" = %s, "live" = %s WHERE "id" = %s', ("x", True, 2), CHANGED),
        (PAGE + '"title" = %s, "live" = %s WHERE "id" = %s', (False, False, 2), WITHDRAWN),
        (PAGE + '"owner_id" = NULL, "live" = %s', (False,), WITHDRAWN),
        (PAGE + '"live" = CASE WHEN %s THEN 1 ELSE 0 END', (1,), WITHDRAWN),
        (PAGE + '"title" = (SELECT "draft_title" = 1 FROM x), "draft_title" = 1', None, CHANGED),
        ("update wagtailcore_page set live = 0", None, WITHDRAWN),
        ('UPDATE "home_standardpage" SET "zone" = %s WHERE 1=1', ("protected",), WITHDRAWN),
        ('UPDATE "home_standardpage" SET "zone" = %s WHERE 1=1', ("open",), CHANGED),
        ('UPDATE "facts_fact" SET "live" = %s', (False,), WITHDRAWN),
        ('DELETE FROM "wagtailcore_page" WHERE "id" IN (%s)', (1,), WITHDRAWN),
        ('INSERT INTO "wagtailcore_page" ("a") VALUES (1)', None, CHANGED),
        ('INSERT INTO "wagtailcore_pageviewrestriction" ("a") VALUES (1)', None, WITHDRAWN),
        ('DELETE FROM "wagtailcore_pageviewrestriction_groups"', None, WITHDRAWN),
    ],
)
def test_statement_means_what_it_does(sql, params, expected):
    assert effect(sql, params) == expected


def test_many_rows_withdraw_where_one_does():
    sql = PAGE + '"live" = %s WHERE "id" = %s'

    assert effect(sql, [(True, 1), (False, 2)], many=True) == WITHDRAWN
    assert effect(sql, [(True, 1), (True, 2)], many=True) == CHANGED
