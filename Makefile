# `make` builds every company's handbook; `make test` runs everything that tests it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: all install test coverage lint format lock node scripts browser wikis serve check benchmark audit clean

all: install
	$(BIN)/rolebook build

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@

# The tests click through real pages, in Debian's Chromium.
browser:
	@command -v chromium >/dev/null || { \
	  test "$$(id -u)" = 0 || { echo "The tests need Chromium: apt-get install chromium" >&2; exit 1; }; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; }

# The tests publish to wikis that run here: Debian's MediaWiki, fetched and not installed, and Gollum.
WIKI_PACKAGES := php-cli php-sqlite3 php-mbstring php-xml php-intl ruby-gollum-lib ruby-commonmarker
wikis: $(VENV)/mediawiki
	@dpkg-query -W -f '$${Status}\n' $(WIKI_PACKAGES) 2>/dev/null | grep -c 'ok installed' | grep -qx $(words $(WIKI_PACKAGES)) || { \
	  test "$$(id -u)" = 0 || { echo "The tests need wikis: apt-get install $(WIKI_PACKAGES)" >&2; exit 1; }; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(WIKI_PACKAGES); }

$(VENV)/mediawiki: | $(VENV)/.installed
	@test "$$(id -u)" != 0 || apt-get update -qq
	tests/wiki/fetch_mediawiki.sh $@

# What pages run is made of modules, by tools from npm; neither a build nor an installation needs them.
node:
	@command -v npm >/dev/null || { \
	  test "$$(id -u)" = 0 || { echo "Work on scripts needs Node.js: apt-get install nodejs npm" >&2; exit 1; }; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm; }

node_modules/.installed: package.json package-lock.json | node
	npm ci --silent --ignore-scripts --no-audit --no-fund
	touch $@

# Makes the scripts that pages load, and the list of what they say, from their modules.
scripts: node_modules/.installed
	node overrides/assets/rolebook/src/tools/bundles.js

test: $(VENV)/.installed-dev node_modules/.installed browser wikis
	node --test tests/scripts/*.test.js
	$(BIN)/coverage erase
	$(BIN)/python -m pytest -n 3 --dist loadscope --cov --cov-report=

# Holds what the tests reach to the share that pyproject.toml asks for; run after `make test`.
coverage:
	$(BIN)/coverage combine --quiet --append || true
	$(BIN)/coverage report

lint: $(VENV)/.installed-dev node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests benchmarks
	$(BIN)/lint-imports
	node overrides/assets/rolebook/src/tools/bundles.js --check
	node_modules/.bin/tsc -p .
	node_modules/.bin/tsc -p tests/scripts

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Pins what is installed, hashes included; needs `uv` (any installation of it). All that the tests need comes
# first: what Rolebook needs is pinned to the same versions.
lock:
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --group dev pyproject.toml requirements-build.in -o requirements-dev.lock
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" pyproject.toml requirements-build.in -c requirements-dev.lock -o requirements.lock

serve: install
	$(BIN)/rolebook serve initech

check: install
	$(BIN)/rolebook check --strict

benchmark: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/edition
	$(BIN)/python benchmarks/print.py

# Lighthouse, from npm, on the pages people come for.
audit: install browser
	npm install --silent --no-audit --no-fund --prefix $(VENV)/lighthouse lighthouse@13.5.0
	$(BIN)/python benchmarks/audit.py $(VENV)/lighthouse/node_modules/.bin/lighthouse

clean:
	rm -rf site $(VENV) node_modules .coverage* .mypy_cache .ruff_cache .pytest_cache
