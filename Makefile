# Everything a person runs. `make help` lists it. Needs Python 3.11 or newer and make.
SHELL := /bin/sh
VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test check bench peers lock clean

help:  ## Show this list.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 10

demo: $(STAMP)  ## Set up and screen the example customers on built-in facts (offline).
	@$(BIN)/comity demo --html demo.html

test: $(STAMP)  ## Set up and run all tests.
	@$(BIN)/python -m pytest

check: $(STAMP)  ## Lint, types, layers, documentation in step.
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m pytest tests/test_documentation.py

bench: $(STAMP) peers  ## Run the benchmarks beside the peers and print their figures.
	@$(BIN)/python -m bench

peers:  ## Install the peers that are measured beside it (one needs the ICU library).
	@test -x .peers/bin/python || { $(PYTHON) -m venv .peers && \
		.peers/bin/python -m pip install --quiet --disable-pip-version-check nomenklatura==4.17.4 \
		|| { rm -rf .peers; echo "nomenklatura could not be installed; measured without it"; }; }

lock: $(STAMP)  ## Renew requirements.lock from pyproject.toml.
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--python-version 3.11 --group dev --output-file requirements.lock pyproject.toml

clean:  ## Remove the environment and everything built.
	@rm -rf $(VENV) .peers build dist demo.html .mypy_cache .ruff_cache .pytest_cache

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python"; exit 2; }
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src || true
	@$(BIN)/python -m comity.matching || true
	@touch $(STAMP)
