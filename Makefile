.DEFAULT_GOAL := help
.PHONY: help demo test check format bench schemas rules lock clean

BIN := .venv/bin
READY := .venv/.ready
DEMO ?= hylte-2022-ur2
DEMO_OUT := out/demo

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Set-up runs once, and again only when what it installs from has changed.
$(READY): pyproject.toml uv.lock tools/set-up.sh
	@sh tools/set-up.sh
	@touch $@

demo: $(READY) ## convert the sample reports, show one's budget table, check the figures of all
	@rm -rf $(DEMO_OUT)
	$(BIN)/lnextract convert fixtures/*/*.pdf -o $(DEMO_OUT) --quiet
	$(BIN)/lnextract show $(DEMO_OUT)/reports/$(DEMO).json
	$(BIN)/lnextract check $(DEMO_OUT) || test $$? -eq 1 # 1: a fixture's planted mistake was found

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

check: $(READY) ## lint, format, types and import rules, without running anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## put the code into the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## measure speed and rightness on the fixtures
	$(BIN)/python bench/dumps.py
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/reports.py
	$(BIN)/python bench/ledgers.py --each 20

schemas: $(READY) ## write schemas/ anew from the types
	$(BIN)/lnextract schema -o schemas

rules: $(READY) ## write docs/rules.md anew from the rules and their examples
	$(BIN)/python tests/rules_page.py

lock: $(READY) ## choose new versions of the packages and write uv.lock
	$(BIN)/uv lock --upgrade --no-config --default-index https://pypi.org/simple

clean: ## remove everything that these targets made
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
