# `make demo` and `make test` do all their own set-up: uv where it is present, otherwise venv and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-dev
READY_DEMO := $(VENV)/.ready
READY_REPORTS := $(VENV)/.ready-reports
DEMO_REPORT := .demo/report-2025-03
BESIDE := -n auto --dist loadfile
PLACES := src/corroborate/places
INDEX := $(addprefix $(PLACES)/,building.py spelling.py overlays.py) $(wildcard $(PLACES)/overlays/*.yaml)
SCRIPTS := $(wildcard frontend/*.json frontend/*.ts frontend/src/*.* frontend/src/*/*.*)

# Libraries are compiled as they are used, not whole: a quarter less to keep, and half a minute less to wait.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test check bench docs screenshots clean help

help: ## What can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | sort

$(BIN)/python:
	@echo "Making an environment in $(VENV) …"
	@if command -v uv >/dev/null 2>&1; then uv venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV); \
	else $(PYTHON) -m venv $(VENV); fi

$(READY_DEMO): pyproject.toml hatch_build.py $(INDEX) $(SCRIPTS) | $(BIN)/python
	@echo "Installing corroborate, building its gazetteer and its desk (a minute or two, once) …"
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --editable .; \
	else $(BIN)/python -m pip install -qq --no-compile --editable .; fi
	@touch $@

$(READY): $(READY_DEMO)
	@echo "Installing the tools for tests and checks …"
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --group dev; \
	else $(BIN)/python -m pip install -qq --no-compile --upgrade "pip>=25.1" && \
	$(BIN)/python -m pip install -qq --no-compile --group dev; fi
	@touch $@

# Without its libraries a demonstration goes on, and says so at its end.
$(READY_REPORTS): $(READY_DEMO)
	@echo "Installing what reports are drawn and set with …"
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --editable '.[reports]'; \
	else $(BIN)/python -m pip install -qq --no-compile --editable '.[reports]'; fi && touch $@ || true

demo: $(READY_DEMO) $(READY_REPORTS) ## Read the example articles, show what the record holds, write a monthly report
	@$(BIN)/corroborate demo
	@echo; echo "A report of March 2025"
	@if [ ! -f $(READY_REPORTS) ]; then \
	echo "  not written: its libraries could not be installed; try \`make demo\` again with a network"; \
	else $(BIN)/corroborate report $(DEMO_REPORT).html $(DEMO_REPORT).pdf --month 2025-03 -r .demo/corroborate.db \
	|| echo "  not written; the record above is whole"; fi

test: $(READY) ## Run the tests
	@$(BIN)/python -m pytest $(BESIDE)

check: $(READY) ## Format, lint, types, import contract, tests, bench floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(BESIDE)
	$(BIN)/python -m bench.check_floors

bench: $(READY) ## Run every benchmark whose data is here
	$(BIN)/python -m bench.run

docs: $(READY) ## Make the pages that are made from the program
	@$(BIN)/python docs/generate.py

screenshots: $(READY) demo ## Take a picture of every page of the desk into docs/screenshots
	$(BIN)/python docs/screenshots.py

clean: ## Remove the environment and everything built
	rm -rf $(VENV) .demo src/corroborate/places/gazetteer.sqlite bench/out src/corroborate/web/static/built frontend/node_modules
