# Each target says what it does: `make help`.
PORT ?= 8000
UV := $(shell command -v uv 2>/dev/null || echo var/uv/bin/uv)
RUN := $(UV) run --locked
export UV_PYTHON_PREFERENCE ?= system

.PHONY: help setup demo dev serve test rehearse check format messages bench benchparts audit screenshots upgrade

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' $(MAKEFILE_LIST)

setup: ## get uv, Python packages and compiled catalogues
	@command -v uv >/dev/null 2>&1 || test -x var/uv/bin/uv || (mkdir -p var && python3 -m venv var/uv && var/uv/bin/pip install --quiet --disable-pip-version-check uv)
	@$(UV) sync --locked --quiet

demo: setup ## set the demonstration up and serve it (PORT=8000)
	@$(RUN) manage.py demo --port $(PORT)

dev: setup ## the demonstration with automatic reload and the style guide (PORT=8000)
	@$(RUN) manage.py demo --no-serve --port $(PORT)
	@DEBUG=on $(RUN) manage.py runserver $(PORT)

test: setup ## the whole suite, on two processes; browser tests where Chromium is found
	@$(RUN) pytest -n 2 --dist loadfile -m "not serial" --ignore tests/browser
	@$(RUN) pytest -m serial --ignore tests/browser
	@$(RUN) pytest tests/browser

rehearse: setup ## several nodes, kills, faults and a launch of five minutes, in full, on this machine (half an hour; as root, with nginx, Redis and PostgreSQL)
	@FAULTS=full REACH_KILLS=100 REQUIRE_MACHINE=1 $(RUN) pytest tests/deploy -s
	@FAULTS=full REACH_KILLS=100 REQUIRE_MACHINE=1 $(RUN) pytest tests/faults

check: setup ## linters, layers, migrations, deployment checks, catalogues, imports of the tests
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) djlint --lint --quiet site campaigns home
	@$(RUN) lint-imports
	@SECRET_KEY=check DEBUG=on $(RUN) manage.py makemigrations --check --dry-run
	@DEBUG= HTTPS= SECRET_KEY=$$(head -c 60 /dev/urandom | base64 | tr -d "\n") ALLOWED_HOSTS=example.org BASE_URL=https://example.org MAIL_URL=smtp://mail.example.org VAR_DIR=var/check $(RUN) manage.py check --deploy --fail-level WARNING
	@SECRET_KEY=check DEBUG=on $(RUN) manage.py messages --check
	@mkdir -p var/check && $(RUN) pytest --collect-only >var/check/collected 2>&1 || (cat var/check/collected; exit 1)

format: setup ## format the code
	@$(RUN) ruff check --fix
	@$(RUN) ruff format

messages: setup ## bring the catalogues up to date and compile them
	@SECRET_KEY=messages DEBUG=on $(RUN) manage.py messages

bench: setup ## the tables of docs/benchmarks.md, measured and written in one run (needs wrk)
	@$(RUN) python -m tests.figures --write

benchparts: setup ## measure each part by itself: queries, bytes, sheets, kits, links, downloads, paint
	@for part in bench bench_press bench_documents bench_sheets bench_links bench_directory bench_directory_import bench_kits bench_editions bench_reach bench_cache bench_downloads bench_files bench_paint; do $(RUN) python -m tests.$$part; done

audit: setup ## list the packages in var/sbom.json, and ask what is known against them (needs the network)
	@$(RUN) python -m tests.audit

screenshots: setup ## take the pictures of docs/editors.md
	@$(RUN) python -m tests.screenshots

upgrade: setup ## the newest packages, and the tests of docs/upstream.md
	@$(UV) lock --upgrade
	@$(UV) sync --quiet
	@named=$$($(RUN) python -m tests.upstream) && $(RUN) pytest $$named
