# Every command a person needs; `make` alone lists them.

# The oldest Python that serves comes first: it is the one the requirements are compiled for.
find_python = for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$name -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v $$name && exit; done; \
	echo "Install Python 3.11 or newer with its venv module (on Debian: apt install python3-venv)." >&2; \
	exit 1
python = .venv/bin/python
install = $(python) -m pip install --quiet --disable-pip-version-check --require-hashes
manage = DATA_DIR=var/test $(python) -m wfscp_site.launcher manage
compile = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

# What follows `make test` is a path of tests, not another thing to make.
ifeq (test,$(firstword $(MAKECMDGOALS)))
only = $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
.PHONY: $(only)
$(only): ; @:
endif

.DEFAULT_GOAL := help
.PHONY: help run dev test lint format requirements bench drill corpus release-data words

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/site ## Run the site on http://127.0.0.1:8000 as production does
	@$(python) -m wfscp_site.launcher run

dev: .venv/site ## Run it with a server that reloads code as it changes
	@$(python) -m wfscp_site.launcher dev

test: .venv/checks ## Run every test, or some: make test tests/search k=synonyms
	@$(python) -m wfscp_site.launcher test $(only) $(if $(k),-k "$(k)")

lint: .venv/checks ## Check style, layers, templates, migrations and the settings of production
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/lint-imports
	@.venv/bin/djhtml --check templates
	@$(manage) makemigrations --check --dry-run
	@BASE_URL=https://www.example.org $(manage) check --deploy --fail-level WARNING

format: .venv/checks ## Put code and templates into the house's style
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format
	@.venv/bin/djhtml templates

requirements: ## Compile requirements*.in into pinned and hashed requirements*.txt
	@command -v uv >/dev/null || { echo "Install uv, which compiles the requirements." >&2; exit 1; }
	@$(compile) requirements.in --output-file requirements.txt
	@$(compile) requirements-dev.in --output-file requirements-dev.txt

words = partnership/editing/locale/en_GB/LC_MESSAGES/django
words: ## Compile the words of ours for Wagtail's screens
	@command -v msgfmt >/dev/null || { echo "Install gettext, which compiles the words." >&2; exit 1; }
	@msgfmt --check-format --output-file=$(words).mo $(words).po

bench: .venv/checks ## Report what visits cost beside other sites: make bench peer=FOLDER parts=growth
	@$(python) -m tests.bench $(if $(peer),--peer $(peer)) $(parts)

drill: .venv/checks ## Break what runs a site, piece by piece, and report what visitors notice
	@$(python) -m tests.drill

corpus: .venv/checks ## Report what the library makes of your files: make corpus folder=PATH
	@$(python) -m tests.corpus $(folder)

release-data: .venv/checks ## Keep a site of this version for the upgrade test, at each release
	@$(python) -m tests.upgrade.release_data $(options)

.venv/site: requirements.txt
	@python=$$($(find_python)) && rm -rf .venv && $$python -m venv .venv
	@echo "Installing the requirements in .venv (once, a minute or so)..."
	@$(install) -r requirements.txt
	@touch $@

.venv/checks: requirements-dev.txt .venv/site
	@$(install) -r requirements-dev.txt
	@touch $@
