# `make run` and `make test` set up what they need: a .venv, by uv where it is there, else by venv and pip.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: run test check lint types walls unit bench pictures clean

run: .venv/.app
	@if [ ! -e annotations.db ]; then $(BIN)/pizhu import seeds/annotations.jsonl; fi
	@$(BIN)/pizhu

test: .venv/.dev
	@$(MAKE) --no-print-directory check

check: lint types walls unit

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

walls:
	$(BIN)/lint-imports

unit:
	$(BIN)/python -m pytest -n auto

pictures: .venv/.dev
	$(BIN)/python scripts/screenshots.py

bench: .venv/.dev
	$(BIN)/python bench/first_frame.py
	$(BIN)/python bench/reading.py

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Only what running needs.
.venv/.app: pyproject.toml uv.lock
	@echo "Setting up .venv, once …"
ifdef UV
	@$(UV) sync --quiet --frozen --no-dev --all-extras
else
	@$(MAKE) --no-print-directory .venv/bin/pip
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[documents]'
endif
	@touch $@

# What testing needs, too. pip older than 25.1 knows no dependency groups.
.venv/.dev: pyproject.toml uv.lock
	@echo "Setting up .venv for the tests, once …"
ifdef UV
	@$(UV) sync --quiet --frozen --all-extras
else
	@$(MAKE) --no-print-directory .venv/bin/pip
	@$(BIN)/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[documents]' --group dev
endif
	@touch $@ .venv/.app

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; give one with PYTHON=...")'
	@$(PYTHON) -m venv .venv
