# The few commands people use. `make` alone lists them.
# Another Python: make chat PYTHON=python3.12. Another place for the environment: make test VENV=/opt/belegt/venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BUILD := build

.PHONY: help chat dictionary test check evaluate bench readme clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1 \t\2/' | expand -t 16

chat: dictionary ## set up and serve the chat on http://127.0.0.1:7860
	$(BIN)/belegt chat

dictionary: $(VENV)/installed ## fetch the German-English dictionary, once and where apt is there
	@$(BIN)/python -m index.dictionary.fetching

test: $(VENV)/installed-test ## set up and run all tests
	$(BIN)/python -m pytest

check: $(VENV)/installed-test ## lint, format, types, import contracts, generated parts of the README
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check README.md tests/golden/README.md

evaluate: $(VENV)/installed-test ## ask the golden questions, judge the labelled facts; fails below the floors
	$(BIN)/belegt index corpus/samples --store $(BUILD)/samples-store || [ $$? -eq 1 ] # the scan needs Tesseract
	$(BIN)/belegt evaluate tests/golden/samples.jsonl --store $(BUILD)/samples-store \
		--floors tests/golden/floors.toml --report $(BUILD)/evaluation.html
	$(BIN)/python -m tests.golden.fact_labels

bench: $(VENV)/installed-test ## compare search with its peers; writes docs/benchmarks.md (an hour)
	test -x $(BUILD)/bench-venv/bin/python || $(BIN)/python -m venv $(BUILD)/bench-venv
	$(BUILD)/bench-venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m tests.benchmarks.peers --peers-python $(BUILD)/bench-venv/bin/python

readme: $(VENV)/installed-test ## write the generated parts of the README anew
	$(BIN)/cog -r README.md tests/golden/README.md

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) $(BUILD) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The files `installed` and `installed-test` are newer than pyproject.toml as long as nothing needs installing.
$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV); the first time takes some minutes."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV); the first time takes some minutes."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "$(PYTHON) is missing or older than 3.11: install it, or name another with make PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make virtual environments: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
