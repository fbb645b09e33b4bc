# `make demo` and `make test` do all their own set-up: uv where it is present, otherwise venv and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-dev
READY_DEMO := $(VENV)/.ready
PLACES := src/corroborate/places
INDEX := $(addprefix $(PLACES)/,building.py spelling.py overlays.py) $(wildcard $(PLACES)/overlays/*.yaml)

# Libraries are compiled as they are used, not whole: a quarter less to keep, and half a minute less to wait.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test check bench docs clean help

help: ## What can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | sort

$(BIN)/python:
	@echo "Making an environment in $(VENV) …"
	@if command -v uv >/dev/null 2>&1; then uv venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV); \
	else $(PYTHON) -m venv $(VENV); fi

$(READY_DEMO): pyproject.toml hatch_build.py $(INDEX) | $(BIN)/python
	@echo "Installing corroborate and building its gazetteer (a minute or two, once) …"
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --editable .; \
	else $(BIN)/python -m pip install -qq --no-compile --editable .; fi
	@touch $@

$(READY): $(READY_DEMO)
	@echo "Installing the tools for tests and checks …"
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --group dev; \
	else $(BIN)/python -m pip install -qq --no-compile --upgrade "pip>=25.1" && \
	$(BIN)/python -m pip install -qq --no-compile --group dev; fi
	@touch $@

demo: $(READY_DEMO) ## Read the example articles and show what the record holds
	@$(BIN)/corroborate demo

test: $(READY) ## Run the tests
	@$(BIN)/python -m pytest

check: $(READY) ## Format, lint, types, import contract, tests, bench floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	$(BIN)/python -m bench.check_floors

bench: $(READY) ## Run every benchmark whose data is here
	$(BIN)/python -m bench.run

docs: $(READY) ## Make the pages that are made from the program
	@$(BIN)/python docs/generate.py

clean: ## Remove the environment and everything built
	rm -rf $(VENV) .demo src/corroborate/places/gazetteer.sqlite bench/out
