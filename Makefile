# Everything that a maker or developer does with this project. Works with make 3.81 (macOS) and later.
# All set-up lives in .venv/; a second run skips what is there.

SHELL := /bin/sh
PORT ?= 8000
BIN := .venv/bin

export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help setup serve build test proof fuzz bench check lock schema readability format clean

help: ## Show this list
	@echo "make serve    set up and serve the handbook on http://127.0.0.1:$(PORT) while you write"
	@echo "make build    set up and write the handbook to site/"
	@echo "make test     set up and run all tests (under 15 minutes on 2 cores)"
	@echo "make proof    run the long versions of the tests too"
	@echo "make fuzz     feed a million changed files to all that reads files of others (an hour on 2 cores)"
	@echo "make bench    measure speed and memory; results come in .cache/benchmarks/ (an hour)"
	@echo "make check    check the checklists only"
	@echo "make lock     build, and lock new ids and addresses in checklists/ids.lock"
	@echo "make schema   write the JSON Schemas in checklists/_schemas/ anew"
	@echo "make readability  build, and show how easy each page is to read, hardest first"
	@echo "make format   put the code in the project's style"
	@echo "make clean    remove everything that was made"

.venv/.ready: pyproject.toml constraints.txt .ci/setup.sh
	@sh .ci/setup.sh base

.venv/.ready-tests: pyproject.toml constraints.txt .ci/setup.sh tests/tools/package-lock.json
	@sh .ci/setup.sh tests

setup: .venv/.ready

serve: .venv/.ready
	$(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

build: .venv/.ready
	$(BIN)/mkdocs build --strict

check: .venv/.ready
	$(BIN)/kijkraam check

lock: .venv/.ready
	$(BIN)/mkdocs build --site-dir .cache/site-to-lock
	$(BIN)/kijkraam lock --site .cache/site-to-lock

schema: .venv/.ready
	$(BIN)/kijkraam schema -o checklists/_schemas

test: .venv/.ready-tests
	$(BIN)/ruff check plugins tests
	$(BIN)/ruff format --check plugins tests
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not proof" tests

proof: .venv/.ready-tests
	@sh .ci/setup.sh firefox
	$(BIN)/python -m pytest -n 2 --dist loadgroup -s tests

readability: .venv/.ready-tests build
	$(BIN)/python -m tests.content.readability site

fuzz: .venv/.ready-tests
	$(BIN)/python -m tests.fuzz.run

bench: .venv/.ready-tests
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -s tests/benchmarks/*.py

format: .venv/.ready-tests
	$(BIN)/ruff check --fix plugins tests
	$(BIN)/ruff format plugins tests

clean:
	rm -rf .venv site dist .cache tests/tools/node_modules tests/benchmarks/*/node_modules
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +
