# make demo   set up in .venv, read the reports of examples/ into a fresh register, and show what a person wants to see first
# make test   set up in .venv, check the code and run every test
# Both need git, make and Python 3.11 or newer with venv. What is set up once is not set up again until its pins change.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo.db
ENTENTE := $(BIN)/entente --register $(DEMO)
CHECKED := src tests evaluation training
# What pytest runs, all with coverage where nothing is chosen: make test PYTEST="tests/register -k withdraw"
PYTEST ?=
# The whole suite runs in as many processes as there are cores, four at most; a file's tests stay together, for they share what takes long to make.
AT_ONCE ?= --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: demo test setup setup-dev check pins clean

demo: setup
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@printf '\n\033[1m== What was read ==\033[0m  $$ entente read examples\n\n'
	@$(ENTENTE) read examples
	@printf '\n\033[1m== Agreements, with their stages ==\033[0m  $$ entente agreements\n\n'
	@$(ENTENTE) agreements
	@printf '\n\033[1m== Who stands where today ==\033[0m  $$ entente standing --on %s\n\n' "$$(date +%F)"
	@$(ENTENTE) standing --on "$$(date +%F)"
	@printf '\n\033[1m== How it came to that: one committee through the years ==\033[0m  $$ entente standing noc/GUA\n\n'
	@$(ENTENTE) standing noc/GUA
	@printf '\n\033[1m== Overdue and coming up, today ==\033[0m  $$ entente due\n\n'
	@$(ENTENTE) due
	@printf '\n\033[1m== The same, as on 20 May 2023 ==\033[0m  $$ entente due --today 2023-05-20\n'
	@printf '(the reports are of 2022 to 2026: on an earlier day more of it was still to come)\n\n'
	@$(ENTENTE) due --today 2023-05-20
	@printf '\nThe register is $(DEMO). Try: $(ENTENTE) show ANOC, or explain with the id beside any sentence.\n'

test: setup-dev check
	$(BIN)/pytest $(if $(PYTEST),$(PYTEST),--cov --cov-report=term:skip-covered $(AT_ONCE))
	@test -d ../shared || printf 'Skipped above: what needs the material beside the checkout (../shared), which is not here.\n'

check: setup-dev
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/entente lint

setup: $(VENV)/installed
setup-dev: $(VENV)/installed-dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Entente needs Python 3.11 or newer; name one: make PYTHON=python3.12 …' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/installed

# Pins every package that is needed, for every platform and Python from 3.11 on, with the hashes of its files. Needs uv.
PIN := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links --extra build
pins:
	$(PIN) pyproject.toml -o requirements.txt
	$(PIN) --extra desk --extra dev --extra exports --extra frames --extra postgres --extra web pyproject.toml -o requirements-dev.txt

clean:
	rm -rf build $(VENV)
