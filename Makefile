# One way in. `make help` lists the targets; CI calls the same.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
DATA   ?= ../shared
OUT    ?= out
JOBS   ?= 2

VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
HASHED := install --quiet --require-hashes --no-deps -r
# Some tests at once (make test JOBS=8), each of which takes up to 1 GB; those of one file one after the other,
# since they share what is slow to set up; files in the order of tests/conftest.py, by which the long ones come
# first, and none is left to run alone at the end.
TESTED := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder
# uv's own settings and pip's stay out of it: the lock files are made from PyPI and name no registry.
LOCK   := env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_FIND_LINKS UV_CUSTOM_COMPILE_COMMAND='make lock' \
          $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
          --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate

.PHONY: help setup run demo test lint format types contracts check coverage check-postgres bench train corpora lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.gazetteer $(VENV)/.frontend $(VENV)/.catalogues  ## make .venv with all that running and testing need, the gazetteer too

# Redone when a requirement changes; otherwise free.
$(VENV)/.ready: requirements/dev.txt pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "No Python found. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Dateline needs Python 3.11 or newer; $(PYTHON) is older. Name one: make setup PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up $(VENV) (about a minute the first time) ..."
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@$(PIP) $(HASHED) requirements/dev.txt
	@$(PIP) install --quiet --no-build-isolation --no-deps -e .
	@touch $@

# Redone when what it is made of or made by changes.
$(VENV)/.gazetteer: $(VENV)/.ready $(wildcard src/dateline/adapters/gazetteer/*.py) \
    $(wildcard src/dateline/adapters/gazetteer/*.yaml src/dateline/adapters/gazetteer/supplement/*.yaml) \
    src/dateline/resolving/romanising.py src/dateline/resolving/asked_kinds.py
	@echo "Building the gazetteer (about a minute) ..."
	@env -u DATELINE_GAZETTEER $(BIN)/dateline gazetteer build
	@touch $@

# What pages have from npm, fetched without Node. Where no registry answers (69) all goes on without: the map is
# then a drawing, and the next make tries again.
$(VENV)/.frontend: $(VENV)/.ready $(wildcard frontend/*.py frontend/*.json)
	@echo "Fetching the map's script and lands ..."
	@failed=0; $(BIN)/python -m frontend.fetch || failed=$$?; \
	  if [ $$failed = 0 ]; then touch $@; \
	  elif [ $$failed = 69 ]; then echo "Going on without: maps are drawings on blank paper, and lists." >&2; \
	  else exit $$failed; fi

# What pages say in other languages, made ready from what translators write.
$(VENV)/.catalogues: $(VENV)/.ready frontend/catalogues.py $(wildcard src/dateline/web/site/locale/*/LC_MESSAGES/*.po)
	@$(BIN)/python -m frontend.catalogues make
	@touch $@

run: setup  ## read the samples: prints the account, leaves out/reading.html
	@mkdir -p $(OUT)
	@$(BIN)/dateline read samples/*.html --html $(OUT)/reading.html
	@echo "The reading as a page: $(OUT)/reading.html"

demo: setup  ## fill an archive with invented reports in out/demo and serve it
	@$(BIN)/dateline demo --home $(OUT)/demo

test: setup  ## run the tests and the doctests
	@$(TESTED)

lint: $(VENV)/.ready  ## look for faults of style and form (ruff)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: setup  ## set the code in its form, and mend what can be mended by itself
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

types: $(VENV)/.ready  ## prove the types (mypy, strict)
	@$(BIN)/mypy

contracts: $(VENV)/.ready  ## prove who imports whom (import-linter)
	@$(BIN)/lint-imports

check: setup lint types contracts  ## all that CI asks: lint, types, contracts, tests
	@$(TESTED)

# Half as long again as the tests alone, so CI does without.
coverage: setup  ## run the tests and measure what they reach; less than pyproject.toml asks for fails
	@$(TESTED) --cov --cov-report=term

# What looks at pages in a browser asks nothing of the database that the other tests do not ask. What is left out
# besides asks it nothing, or by Django's own queries alone; `make check-postgres ALIKE=` runs that, too.
ALIKE ?= $(patsubst %,--ignore=tests/web/site/test_%.py,bodies demo deployment environment frame set_up) \
  $(patsubst %,--ignore=tests/web/desk/test_%.py,agreement incident incident_map incident_times intake intake_batches \
    intake_failures keys registers registers_sources reviewing reviewing_corrections reviewing_report \
    reviewing_words undo) \
  $(patsubst %,--ignore=tests/web/press/test_%.py,cards composing incident_charts markdown marks) \
  --ignore=tests/web/api/test_schema.py
check-postgres: setup  ## run the tests of the web on PostgreSQL, which it starts for them
	@.ci/postgres $(BIN)/python -m pytest tests/web -m "not browser" $(ALIKE)

# Long, and needs the annotated corpora, whose texts are not ours to pass on.
bench: corpora $(VENV)/.bench  ## measure quality and speed: make bench DATA=folder-of-corpora
	@$(BIN)/python -m bench "$(DATA)" $(OUT)/bench
	@$(BIN)/python -m bench.atlas
	@$(BIN)/python -m bench.lists

# Looked for before anything is installed; the programs look closer.
corpora:
	@[ -d "$(DATA)/corpus" ] || { echo "No corpus/ in the folder '$(DATA)'. docs/benchmarks.md says what must" \
	  "lie there. Name another: make $(MAKECMDGOALS) DATA=path/to/folder" >&2; exit 1; }

$(VENV)/.bench: $(VENV)/.ready requirements/bench.txt
	@$(PIP) $(HASHED) requirements/bench.txt
	@touch $@

train: corpora $(VENV)/.training  ## train the compact engine anew: make train DATA=folder-of-corpora
	@$(BIN)/python -m training.train "$(DATA)" --out $(OUT)/training
	@$(BIN)/python -m training.export $(OUT)/training/weights.pt --out $(OUT)/engine
	@$(BIN)/python -m training.tune $(OUT)/engine "$(DATA)/corpus/dev.jsonl"
	@$(BIN)/python -m training.calibrate $(OUT)/engine "$(DATA)/corpus/dev.jsonl"
	@$(BIN)/python -m training.compare $(OUT)/training/weights.pt $(OUT)/engine "$(DATA)/corpus/dev.jsonl"

$(VENV)/.training: $(VENV)/.ready requirements/training.txt
	@$(PIP) $(HASHED) requirements/training.txt
	@touch $@

# Keeps the versions that stand; `make lock UPGRADE=--upgrade` takes the newest.
UPGRADE ?=
lock: setup  ## compile pyproject.toml into the hashed requirement files
	@$(PIP) $(HASHED) requirements/uv.txt
	@$(LOCK) $(UPGRADE) requirements/uv.in -o requirements/uv.txt
	@$(LOCK) $(UPGRADE) pyproject.toml -o requirements/run.txt
	@$(LOCK) $(UPGRADE) pyproject.toml requirements/build.in --extra dev --extra gazetteer --extra parquet --extra web -c requirements/run.txt -o requirements/dev.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --extra web --extra parquet -c requirements/dev.txt -o requirements/serve.txt
	@$(LOCK) $(UPGRADE) pyproject.toml requirements/build.in --extra gazetteer -c requirements/dev.txt -o requirements/build.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --extra bench -c requirements/dev.txt -o requirements/bench.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --extra training -c requirements/dev.txt -o requirements/training.txt

clean:  ## remove what the targets made, but not .venv
	@rm -rf $(OUT) dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +
