# make install   安装到 .venv            install into .venv
# make run       安装、建索引、打开网页    install, index, serve the page   (HOST=0.0.0.0 PORT=8080)
# make test      静态检查与测试           lint, types, tests
# make bench     性能测量                benchmarks

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# The first Python that is new enough, unless one is named: make install PYTHON=python3.12
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for p in $(CANDIDATES); do "$$p" -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && echo "$$p" && break; done)

# Only what is said on the command line counts: shells and platforms set HOST and PORT for purposes of their own.
WHERE :=
ifeq ($(origin HOST),command line)
WHERE += $(if $(HOST),--host $(HOST))
endif
ifeq ($(origin PORT),command line)
WHERE += $(if $(PORT),--port $(PORT))
endif

.PHONY: install run test bench

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
	  echo "需要 Python 3.11 或更新的版本：请先安装，或指明 make install PYTHON=路径。" >&2; \
	  echo "Python 3.11 or newer is needed: install it, or name one with make install PYTHON=path." >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

run: install
	$(BIN)/fazhi serve $(WHERE)

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not alone and not browser"
	$(BIN)/python -m pytest -n 2 --dist loadfile -m browser
	$(BIN)/python -m pytest -m alone

bench: install
	@set -e; for file in tests/benchmarks/bench_*.py; do \
	  name=$$(basename "$$file" .py); echo "== $$name"; $(BIN)/python -m "tests.benchmarks.$$name"; done
