# Needs python3 (with venv) and make; everything else goes into .venv, with the versions in constraints.txt.

PYTHON ?= python3
PATHS ?= src/lapor_core/rules src/lapor_core/states
PYTEST_ARGS ?=
FILE ?= examples/data/laporan_ringkas_2021_2024.csv

VENV := .venv
BIN := $(VENV)/bin
INPUTS := pyproject.toml constraints.txt
# -qq: errors only. The build back end is pinned too, so that a clone installs tomorrow as it does today.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
# src/lapor_core/rules/sla.py -> lapor_core.rules.sla*, the names that mutmut gives to its faults
MUTANTS := $(addsuffix *,$(subst /,.,$(patsubst src/%,%,$(patsubst %/,%,$(PATHS:.py=)))))
RUN_TESTS := $(BIN)/python -m pytest -q -n auto

export PYTHONDONTWRITEBYTECODE := 1
unexport PYTHONPATH

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1 \2/' | awk '{printf "  %s %-12s ", $$1, $$2; $$1=$$2=""; print substr($$0, 3)}'

# ------------------------------------------------------------------------------------------ environment
# One environment, filled in steps; a step runs again only when pyproject.toml or constraints.txt changed.

$(VENV)/pip.stamp: constraints.txt
	@echo "Setting up $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(INSTALL) --upgrade pip
	@touch $@

$(VENV)/package.stamp: $(VENV)/pip.stamp $(INPUTS)
	@$(INSTALL) --build-constraint constraints.txt --editable .
	@touch $@

$(VENV)/%.stamp: $(VENV)/package.stamp
	@echo "Installing the group '$*' ..."
	@$(INSTALL) --group $*
	@touch $@

# Not with the others: pyproject.toml says why.
$(VENV)/peers.stamp $(VENV)/axe.stamp: $(VENV)/%.stamp: $(VENV)/package.stamp
	@echo "Installing the group '$*' ..."
	@$(INSTALL) --no-deps --group $*
	@touch $@

$(VENV)/test.stamp $(VENV)/spark.stamp $(VENV)/dev.stamp $(VENV)/mutation.stamp: $(VENV)/peers.stamp

# ---------------------------------------------------------------------------------------- for everybody

.PHONY: demo
demo: $(VENV)/demo.stamp ## replay a real export of LAPOR!, count the days of Jakarta, and print what is found
	@$(BIN)/python examples/replay_export.py
	@$(BIN)/python examples/assess_jakarta.py

.PHONY: report
report: $(VENV)/report.stamp ## make an evaluation report: FILE=export.csv PAGE=page.html LANGUAGE=id; without PAGE in both languages
ifdef PAGE
	@$(BIN)/python examples/evaluation_report.py "$(FILE)" -o "$(PAGE)" --language $(or $(LANGUAGE),id)
else
	@$(BIN)/python examples/evaluation_report.py "$(FILE)" -o build/evaluasi.html --language id
	@$(BIN)/python examples/evaluation_report.py "$(FILE)" -o build/evaluation.html --language en
endif

.PHONY: test
test: $(VENV)/test.stamp ## run the tests, and every python example in README and docs
	@$(RUN_TESTS) $(PYTEST_ARGS)

# ------------------------------------------------------------------------------------- for contributors

.PHONY: check
check: format-check lint spelling types contracts coverage docs examples browser spark wheel ## everything that must hold before a merge
	@echo "All checks passed."

.PHONY: format
format: $(VENV)/dev.stamp ## rewrite the code in the house format and mend what can be mended safely
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

.PHONY: format-check
format-check: $(VENV)/dev.stamp ## is the code in the house format?
	@$(BIN)/ruff format --check

.PHONY: lint
lint: $(VENV)/dev.stamp ## look for mistakes in the code (ruff)
	@$(BIN)/ruff check

.PHONY: spelling
spelling: $(VENV)/dev.stamp ## look for misspelt English in tracked files
	@git ls-files --cached --others --exclude-standard -z | xargs -0 $(BIN)/codespell

.PHONY: types
types: $(VENV)/dev.stamp $(VENV)/bench.stamp $(VENV)/browser.stamp $(VENV)/spark.stamp ## check the types twice: mypy strict, and pyright
	@$(BIN)/mypy
	@$(BIN)/basedpyright

.PHONY: contracts
contracts: $(VENV)/dev.stamp ## check who imports whom (import-linter)
	@$(BIN)/lint-imports --no-cache --no-logo

.PHONY: coverage
coverage: $(VENV)/dev.stamp ## run the tests and ask for 100 % of lines and branches
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m pytest -q -n auto --hypothesis-profile=gate $(PYTEST_ARGS)
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

.PHONY: docs
docs: $(VENV)/dev.stamp ## build the docs into docs/_build/html; a warning or a broken reference fails
	@rm -rf docs/reference/api
	@$(BIN)/sphinx-build -q -W -n --keep-going -j auto -b html docs docs/_build/html

.PHONY: spark
spark: $(VENV)/spark.stamp ## run the laws of data frames on Spark, on a cluster of two workers; needs Java 17
	@command -v java > /dev/null || { echo "make spark needs Java 17 or later (Debian: openjdk-17-jre-headless)"; exit 1; }
	@$(BIN)/python -m pytest -q acceptance/test_spark.py

.PHONY: examples
examples: $(VENV)/dev.stamp ## run every program in examples/ (what they print is not shown)
	@set -e; for program in examples/[!_]*.py; do echo "$$program"; $(BIN)/python $$program > /dev/null; done

.PHONY: browser
browser: $(VENV)/test.stamp $(VENV)/browser.stamp $(VENV)/axe.stamp ## open the evaluation report in a real browser and check it
	@command -v chromium > /dev/null && command -v chromedriver > /dev/null \
		|| { echo "make browser needs chromium and chromedriver: apt-get install chromium chromium-driver" >&2; exit 1; }
	@$(BIN)/python -m pytest -q acceptance/test_report_in_browser.py

.PHONY: wheel
wheel: $(VENV)/dev.stamp ## build the wheel and run the tests against it, with the oldest dependencies allowed
	@$(BIN)/python scripts/test_wheel.py

.PHONY: bench
bench: $(VENV)/test.stamp $(VENV)/bench.stamp $(VENV)/scanners.stamp ## run every benchmark and print its figures
	@status=0; for program in benchmarks/bench_*.py; do echo "$$program"; $(BIN)/python $$program || status=1; done; exit $$status

.PHONY: mutation
mutation: $(VENV)/mutation.stamp ## plant small faults and see whether a test notices; PATHS="src/lapor_core/rules"
	@mkdir -p build
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/mutmut run $(MUTANTS:%='%') > build/mutation.log 2>&1 \
		|| { tail -n 40 build/mutation.log; exit 1; }
	@tr '\r' '\n' < build/mutation.log | grep ' 🎉 ' | tail -n 1
	@echo "Faults that no test noticed (show one with: $(BIN)/mutmut show NAME):"
	@$(BIN)/python scripts/recheck_mutants.py

.PHONY: lock
lock: ## resolve all groups anew and write constraints.txt
	@$(PYTHON) scripts/lock.py

.PHONY: clean
clean: ## remove the environment and everything that was built
	@rm -rf $(VENV) .lock-venv build dist docs/_build docs/reference/api mutants htmlcov .coverage .coverage.*
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
