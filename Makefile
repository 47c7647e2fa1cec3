# The whole yard in a few words; each line calls a tool that can be run by hand.
#   make run     everything, with demo data, at the address that it prints
#   make test    everything that proves it        make check   the quick part of it
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
BIN := .venv/bin
UNIT := not database and not browser and not slow
LINT := lint
# Parts that do not need one another run side by side; each says its piece as a whole where make can do that.
BOTH = $(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),-O)
export PYTHON
# Where a machine forbids Python to keep what it compiled, each of our many commands would compile all anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup web run check test bench bench-large static lint types contracts packages web-lint web-types unit-engines unit-house lock new-room dist clean

help:
	@echo 'make run        set up, build the web pages, start Gongdan with demo data'
	@echo 'make check      lint, types, contracts, own lints, unit tests (quick, no database)'
	@echo 'make test       check, and all tests: embedded PostgreSQL, system PostgreSQL 15, browser, web'
	@echo 'make bench      print each figure beside its limit   make bench-large   with 2,000,000 orders'
	@echo 'make setup      only the environment in .venv       make web   only the web pages'
	@echo 'make lock       pin the newest versions with hashes (needs uv)'
	@echo 'make new-room NAME=loans FLOOR=3        make dist   a wheel with the web pages inside'

setup:
	@tools/make/python_env.sh

web: setup
	@tools/make/web_build.sh

run: setup web
	@exec $(BIN)/gongdan up --demo $(ARGS)

check: setup packages
	@$(BOTH) LINT=lint:quick unit-house unit-engines static

test: setup web
	@tools/make/system_pieces.sh
	@$(BOTH) static
	@tools/make/test_lanes.sh

static: lint types contracts web-lint web-types

packages:
	@tools/make/web_build.sh --version >/dev/null

web-lint: packages
	@tools/make/web_build.sh run --silent $(LINT)

web-types: packages
	@tools/make/web_build.sh run --silent typecheck

lint:
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/python -m tools.lints

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports --no-logo --cache-dir .mypy_cache/imports | tail -n +5

# The engines know no room: their tests load little, and run beside the others.
unit-engines:
	$(BIN)/pytest -q -m '$(UNIT)' --hypothesis-profile=quick tests/engines

unit-house:
	$(BIN)/pytest -q -m '$(UNIT)' --hypothesis-profile=quick --ignore=tests/engines

bench: setup
	$(BIN)/python -m bench $(ARGS)

bench-large: setup
	$(BIN)/python -m bench growth --large 2000000 $(ARGS)

new-room: setup
	$(BIN)/python -m tools.new_room $(NAME) --floor $(FLOOR)

lock:
	@tools/make/lock.sh

dist: setup web
	$(BIN)/hatchling build

clean:
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis src/gongdan/entrypoints/http/static
