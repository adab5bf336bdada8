# Two commands matter: make demo and make test. Both need only Python 3.11+, pip and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: demo test lint types install clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
ifdef UV
	uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	uv pip install --quiet --python $(BIN)/python -e ".[dev]"
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
endif
	touch $@

demo: install
	$(BIN)/manantial demo

lint: install
	$(BIN)/ruff format --check src tests tools bench
	$(BIN)/ruff check src tests tools bench
	$(BIN)/lint-imports

types: install
	$(BIN)/mypy

test: install
	$(MAKE) --no-print-directory -j 2 lint types
	$(BIN)/python tools/run_tests.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
