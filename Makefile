# Two commands are enough: make run, make test. Everything they need is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run demo test lint bench soak mutants profiles clean lock help

run: .venv/.run ## set up, then run the adapter in development mode until Ctrl-C
	@exec $(BIN)/ip-adapter serve --dev

demo: .venv/.run ## set up, then tell the whole story: a message, a consent, who may read
	@$(BIN)/ip-adapter demo

test: .venv/.dev lint ## set up, then style, types, imports and the whole suite
	$(BIN)/pytest --cov --cov-report=term

lint: .venv/.dev ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev ## speed as ratios to a floor measured in the same run
	$(BIN)/python -m conformance.bench
	$(BIN)/python -m conformance.bench_ingest
	$(BIN)/python -m conformance.bench_read
	$(BIN)/python -m conformance.bench_profiles

soak: .venv/.dev ## thousands of messages at once, with the database restarted in the middle
	$(BIN)/python -m conformance.soak

mutants: .venv/.dev ## change what decides on consents and plans, line by line, and see whether a test fails
	$(BIN)/python -m conformance.mutants

profiles: .venv/.dev ## compile profiles/fsh into the FHIR package anew (a developer's step; needs Node)
	@$(BIN)/python -m conformance.derive.package
	@$(BIN)/python -m conformance.derive.profiles
	@$(BIN)/python -m conformance.derive.pages

lock: ## write the lock files anew (a developer's step; needs uv)
	uv pip compile --quiet --universal --no-header --no-annotate --no-emit-index-url --generate-hashes --python-version 3.11 pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --quiet --universal --no-header --no-annotate --no-emit-index-url --generate-hashes --python-version 3.11 --group dev pyproject.toml requirements/build.in -o requirements/dev.txt

clean: ## remove everything that was built or installed here
	rm -rf .venv build dist bench .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis var

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 8

.venv/.run: requirements/run.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "ip-adapter: there is no $(PYTHON) here; Python 3.11 or newer is needed: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) requirements/setup_venv.py requirements/run.txt
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "ip-adapter: there is no $(PYTHON) here; Python 3.11 or newer is needed: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) requirements/setup_venv.py requirements/dev.txt
	@touch .venv/.run $@
