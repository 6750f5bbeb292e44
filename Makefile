# Each target says what it does: `make help`.
PORT ?= 8000
UV := $(shell command -v uv 2>/dev/null || echo var/uv/bin/uv)
RUN := $(UV) run --locked
# A worker for each core, each with a database and, where it needs one, a site of its own.
TESTS := $(RUN) pytest -n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder
ELSEWHERE := processes or browser or rehearsal
export UV_PYTHON_PREFERENCE ?= system

.PHONY: help setup demo dev quick test rehearse mutate check format messages schema bench audit screenshots upgrade

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' $(MAKEFILE_LIST)

setup: ## get uv, Python packages and compiled catalogues
	@command -v uv >/dev/null 2>&1 || test -x var/uv/bin/uv || (mkdir -p var && python3 -m venv var/uv && var/uv/bin/pip install --quiet --disable-pip-version-check uv)
	@$(UV) sync --locked --quiet

demo: setup ## set the demonstration up and serve it (PORT=8000)
	@$(RUN) manage.py demo --port $(PORT)

dev: setup ## the same with automatic reload and the style guide (PORT=8000)
	@$(RUN) manage.py demo --no-serve --port $(PORT)
	@DEBUG=on $(RUN) manage.py runserver $(PORT)

quick: setup ## the rules of the product, tested in one process a core (ONLY=database)
	@$(TESTS) -m "$(if $(ONLY),$(ONLY) and )not ($(ELSEWHERE))"

test: setup ## what a change needs: quick, and tests of processes and browsers
	@$(TESTS) -m "not (browser or rehearsal)"
	@$(TESTS) -m "browser and not rehearsal" tests/browser

rehearse: setup ## many kills, outages and loads (as root, with nginx, Redis, PostgreSQL)
	@FAULTS=full REACH_KILLS=100 REQUIRE_MACHINE=1 $(RUN) pytest tests/deploy tests/operations/test_restart.py -s
	@FAULTS=full REACH_KILLS=100 FUZZ_SECONDS=600 REQUIRE_MACHINE=1 $(RUN) pytest tests/faults tests/security/test_fuzz.py tests/security/test_fuzz_admin.py
	@FAULTS=full REQUIRE_MACHINE=1 $(RUN) pytest -m rehearsal --ignore tests/deploy --ignore tests/faults --deselect tests/operations/test_restart.py

check: setup ## linters, formats, layers, migrations, settings, catalogues, tests' imports
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) djlint --lint --quiet site campaigns home
	@$(RUN) djangofmt --check site campaigns home
	@$(RUN) oxfmt --check static/css
	@$(RUN) lint-imports
	@SECRET_KEY=check DEBUG=on $(RUN) manage.py makemigrations --check --dry-run
	@DEBUG= HTTPS= SECRET_KEY=$$(head -c 60 /dev/urandom | base64 | tr -d "\n") ALLOWED_HOSTS=example.org BASE_URL=https://example.org MAIL_URL=smtp://mail.example.org VAR_DIR=var/check $(RUN) manage.py check --deploy --fail-level WARNING
	@SECRET_KEY=check DEBUG=on $(RUN) manage.py messages --check
	@mkdir -p var/check && $(RUN) pytest --collect-only >var/check/collected 2>&1 || (cat var/check/collected; exit 1)

format: setup ## format code, templates and stylesheets; draw the rooms of architecture.md
	@$(RUN) ruff check --fix
	@$(RUN) ruff format
	@$(RUN) djangofmt site campaigns home
	@$(RUN) oxfmt static/css
	@$(RUN) python -m tests.rooms

messages: setup ## bring the catalogues up to date and compile them
	@SECRET_KEY=messages DEBUG=on $(RUN) manage.py messages

schema: setup ## record the migrated database, after a migration was added
	@SECRET_KEY=schema DEBUG=on $(RUN) manage.py record_schema

bench: setup ## write the tables of docs/benchmarks.md (wrk); PART=kits measures one part
	@$(RUN) python -m $(if $(PART),tests.bench_$(PART),tests.figures --write)

audit: setup ## packages in var/sbom.json, and what is known against them (network)
	@$(RUN) python -m tests.audit

mutate: setup ## break the guards one line at a time; list what no test noticed
	@$(RUN) python -m tests.mutate $(GUARDS)

faces: setup ## make the display faces of themes again
	@$(RUN) python -m tests.faces

screenshots: setup ## take the pictures of the handbook and of docs/editors.md
	@$(RUN) python -m tests.screenshots

upgrade: setup ## the newest packages, and the tests of docs/upstream.md
	@$(UV) lock --upgrade
	@$(UV) sync --quiet
	@named=$$($(RUN) python -m tests.upstream) && $(RUN) pytest $$named
