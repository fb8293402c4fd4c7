# 信脉. `make demo` shows it, `make test` proves it. Needs a Python 3.11 (make setup PYTHON=… names one).
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup lint test warm server demo bench soak lock clean neo4j notebooks

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
NOTEBOOKS := .venv-notebooks
PYTHON ?=
DEMO_SERVE ?= 1

help:  ## this list
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## *(.*)/  make \1\t\2/' | expand -t 18

setup: $(STAMP)  ## .venv from requirements.lock; again only when the lock or pyproject.toml changed

# A machine's python3 may be another version, or 3.11 without the venv module (Debian splits it off).
define FIND_PYTHON
find_python() { \
  for candidate in $(PYTHON) python3.11 python3 python; do \
    if "$$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then echo "$$candidate"; return; fi; \
  done; \
  return 1; \
}
endef

# Reports as PDF are set by pango in a Chinese font. Everything else runs without them, so a machine that cannot install them only hears of it.
define PRINTING
if [ "$$(uname)" = Linux ] && ! (PATH="$$PATH:/sbin" ldconfig -p | grep libpangoft2 >/dev/null && fc-list :lang=zh-cn 2>/dev/null | grep . >/dev/null); then \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    (apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk) >&2 || true; \
  else \
    echo "PDF reports want pango and a Chinese font: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk" >&2; \
  fi; \
fi
endef

$(STAMP): requirements.lock pyproject.toml
	@$(PRINTING)
	@$(FIND_PYTHON); \
	if [ ! -x $(BIN)/python ]; then \
	  python="$$(find_python || true)"; \
	  if [ -z "$$python" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    (apt-get update && apt-get install -y python3-venv) >&2; \
	    python="$$(find_python || true)"; \
	  fi; \
	  if [ -z "$$python" ]; then \
	    echo "No Python 3.11 with the venv module was found. Install it (Debian: apt-get install python3-venv), or name one: make setup PYTHON=/path/to/python3.11" >&2; \
	    exit 1; \
	  fi; \
	  "$$python" -m venv $(VENV); \
	fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lint: setup  ## style, types, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup $(NOTEBOOKS)/.installed  ## everything that must hold before a commit lands, a real Neo4j included
	@$(MAKE) --no-print-directory --output-sync=target -j 2 lint warm
	$(BIN)/pytest -n 2 --dist worksteal --durations 15

warm: setup
	$(BIN)/python -m tests.neo4j_server.jars
	$(BIN)/python -m tests.warm

server: setup $(NOTEBOOKS)/.installed  ## of the tests only those that need the real Neo4j
	$(BIN)/python -m tests.neo4j_server.jars
	$(BIN)/pytest -n 2 --dist worksteal --durations 15 -m 'neo4j and not soak'

# The notebooks' packages on top of the service's own, which the .pth file lends them.
$(NOTEBOOKS)/.installed: notebooks/requirements.lock requirements.lock | setup
	[ -x $(NOTEBOOKS)/bin/python ] || $(BIN)/python -m venv $(NOTEBOOKS)
	$(BIN)/python -c "import sysconfig; print(sysconfig.get_path('purelib'))" > $(NOTEBOOKS)/lib/python3.11/site-packages/service.pth
	$(NOTEBOOKS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r notebooks/requirements.lock
	@touch $@

notebooks: $(NOTEBOOKS)/.installed  ## runs the notebooks and keeps nothing
	$(NOTEBOOKS)/bin/python notebooks/run.py

neo4j: setup  ## a real Neo4j without Docker on 127.0.0.1, its data in .xinmai/neo4j
	$(BIN)/python -m tests.neo4j_server.serve .xinmai/neo4j

demo: setup  ## the invented county: load, ask, serve (DEMO_SERVE=0: do not stay and serve)
	$(BIN)/xinmai demo --serve=$(DEMO_SERVE)

bench: setup  ## the speeds that the docs name
	$(BIN)/python -m bench

soak: setup  ## the long runs
	$(BIN)/python -m tests.neo4j_server.jars
	$(BIN)/pytest -n 2 -m soak
	XINMAI_TEST_EXAMPLES=10 $(BIN)/pytest -n 2 -m 'hypothesis and not soak'

lock:  ## requirements.lock anew from requirements.in (wants uv)
	uv pip compile --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	  --custom-compile-command "make lock" requirements.in -o requirements.lock
	cd notebooks && uv pip compile --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	  --custom-compile-command "make lock" requirements.in -o requirements.lock

clean:  ## what can be made again; never the data in .xinmai
	rm -rf $(VENV) $(NOTEBOOKS) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
