# Everything a newcomer types. On a bare machine each target installs what it needs first.
PYTHON ?= python3
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.requirements
TOOLS := $(VENV)/.requirements-dev
AUDITORS := bandit==1.9.4 pip-audit==2.10.1 semgrep==1.182.0
SEMGREP := $(VENV)-audit/bin/semgrep scan --quiet --metrics off --disable-version-check
RULES := tests/security/semgrep
RULES_OF_OTHERS := p/python p/flask
# Rules of others whose findings were all looked at, and are none:
# - Markup: our own rule (text-taken-for-markup) is as strict, and names each exception with its reason;
# - direct use of Jinja: `get_template` of the app's own environment, which escapes in .html;
# - unquoted attributes: `xmlattr` quotes them itself; our own rule (attribute-without-quotes) knows it;
# - variables in href: our own addresses are made by url_for, a platform's are http or https.
PASSED_OVER := explicit-unescape-with-markup direct-use-of-jinja2 \
  template-unquoted-attribute-var template-href-var
OTHERS := $(RULES_OF_OTHERS:%=--config %) \
  $(foreach rule,$(PASSED_OVER),--exclude-rule python.flask.security.xss.audit.$(rule).$(rule))
# Packages that may stay behind, each with its reason: pip and setuptools came with the venv.
HELD_BACK := pip setuptools
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check coverage bench lighthouse soak setup browser translations security-docs lock audit release format clean
.DELETE_ON_ERROR:

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## the dashboard and a demo platform, with lively sellers
	@$(BIN)/python -m examples.run

test: $(TOOLS) browser ## all tests: SQLite, a real PostgreSQL, a real browser
	@$(BIN)/python -m pytest -q -n $(WORKERS)

test-fast: $(TOOLS) ## all tests but those in the browser
	@$(BIN)/python -m pytest -q -n $(WORKERS) -m "not browser and not soak"

check: $(TOOLS) ## format, lint and types, then all tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --no-error-summary $(wildcard webapp wsgi.py examples bench tests)
	@$(MAKE) --no-print-directory test

coverage: $(TOOLS) ## fails unless the tests reach every line and branch that guards people or money
	@$(BIN)/python -m pytest -q -n $(WORKERS) -m "not browser and not soak" --ignore tests/planted --cov
	@$(BIN)/coverage report --show-missing --skip-covered --fail-under 100

bench: $(TOOLS) ## the benchmark tables, each figure beside its baseline
	@$(BIN)/python -m bench

lighthouse: $(TOOLS) ## Lighthouse's scores of each page, by npm's program (wants Node and Chromium)
	@$(BIN)/python -m bench.lighthouse

soak: $(TOOLS) browser ## the long fault and attack runs
	@$(BIN)/python -m pytest -q -m soak
	@# In a browser that is held up, what a test does not wait for is not there; none has a second
	@# try. (Whoever is held up cannot be cut off, too: the devtools do one of the two.)
	@$(BIN)/python -m pytest -q -n $(WORKERS) -m "browser and not soak" --slow-machine \
	  -k "not what_does_not_come"

translations: $(TOOLS) ## put new words into the catalogues, and say what is still to translate
	@$(BIN)/python -m tests.languages

security-docs: $(TOOLS) ## the tables in docs/ that say which test shows what
	@$(BIN)/python -m tests.security

lock: $(TOOLS) ## requirements.lock: the same packages, each with its hashes
	@$(BIN)/uv pip compile requirements.txt --generate-hashes --universal --python-version 3.11 \
	  --no-annotate --custom-compile-command "make lock" --quiet --output-file requirements.lock

audit: $(TOOLS) ## suspicious code, and packages that are weak or a quarter behind (asks the network)
	@$(PYTHON) -m venv $(VENV)-audit
	@$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check $(AUDITORS)
	@$(VENV)-audit/bin/bandit --quiet --configfile pyproject.toml --recursive webapp wsgi.py
	@# Our own rules, once they have caught what they are shown; --strict: unread files are red, too.
	@$(SEMGREP) --test $(RULES)
	@$(SEMGREP) --error --strict --config $(RULES) webapp wsgi.py
	@$(SEMGREP) --error $(OTHERS) webapp wsgi.py || { \
	  echo "Rules of semgrep.dev found something, or could not be fetched." >&2; exit 1; }
	@# Without --strict a package that the service does not know, or cannot tell of, passes.
	@$(VENV)-audit/bin/pip-audit --strict --no-deps --disable-pip --requirement requirements.lock
	@$(BIN)/uv pip list --python $(BIN)/python --outdated --exclude-newer "92 days" \
	  $(HELD_BACK:%=--exclude %) >$(VENV)-audit/overdue
	@if [ -s $(VENV)-audit/overdue ]; then \
	  echo "There were newer ones a quarter ago:"; cat $(VENV)-audit/overdue; exit 1; fi >&2

release: $(TOOLS) ## tag VERSION=1.2.0, but only where check and audit have just been green
	@$(BIN)/python -m tests.security.release "$(VERSION)"

setup: $(RUNTIME) ## only .venv and its packages
	@:

format: $(TOOLS) ## put the code in the house's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## throw away .venv, the auditors and the tools' caches (never your data)
	@rm -rf $(VENV) $(VENV)-audit .pytest_cache .mypy_cache .ruff_cache .hypothesis

browser: $(TOOLS)
	@$(BIN)/python -m tests.browser.chromium
	@# Without these two their few tests are skipped.
	@$(BIN)/python -m tests.browser.firefox || true
	@$(BIN)/python -m tests.browser.react.packages || true

$(TOOLS): requirements.txt requirements-dev.txt | $(RUNTIME)
	@echo "Installing the test tools …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installing the packages …"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not one." \
	    "Install it, or name another: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "Python could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
