# The two commands for a newcomer: make graph, make test. The rest is for work on the project.

PYTHON ?= python3
VENV ?= .venv
STORE ?= graph
BIN := $(VENV)/bin
SHARED := ../shared

.PHONY: graph test lint types format bench score lock screens vendored clean help

graph: $(VENV)/.installed  ## build, validate and ask the graph of the sample texts
	@$(BIN)/kg build data/samples --store $(STORE)
	@$(BIN)/kg validate --store $(STORE) --counts
	@echo
	@echo "The treaties in it (kg query treaties):"
	@echo
	@$(BIN)/kg query treaties --store $(STORE) --limit 12
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/kg queries"
	@echo "  $(BIN)/kg query battles --store $(STORE)"
	@echo "  $(BIN)/kg export --format turtle -o graph.ttl --store $(STORE)"

test: $(VENV)/.installed-dev  ## run the tests
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.installed-dev  ## check style and format
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(VENV)/.installed-dev  ## check the types
	@$(BIN)/mypy --strict kg extractors

format: $(VENV)/.installed-dev  ## put the code into the project's format
	@$(BIN)/ruff check --fix --select I
	@$(BIN)/ruff format

bench: $(VENV)/.installed-dev  ## measure speed and memory (a benchmark, not a test)
	@$(BIN)/python -m tests.bench $(ITEMS)

score: $(VENV)/.installed-dev  ## score builds of the samples and, where they are, of the development texts
	@$(BIN)/python -m tests.scoring
	@test ! -x $(SHARED)/eval/run.sh || KG=$(abspath $(BIN)/kg) $(SHARED)/eval/run.sh

screens: $(VENV)/.installed-dev  ## write pictures of all pages into screens/, to be looked at (needs Chromium)
	@$(BIN)/python -m tests.serve.browser.screens screens

vendored: $(VENV)/.installed-dev  ## fetch the scripts of others that pages ship again, and check their sums (needs npm)
	@$(BIN)/python -m tests.serve.vendored

lock: $(VENV)/.installed-dev  ## write the lock files anew from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev -o requirements-dev.lock $(LOCKED)
	@$(BIN)/uv pip compile pyproject.toml --extra install -o requirements.lock -c requirements-dev.lock $(LOCKED)

LOCKED := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

clean:  ## remove what was made here: environment, graph, caches
	rm -rf $(VENV) $(STORE) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## show these lines
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "The module venv is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.lock
	@touch $@
