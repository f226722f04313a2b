# What people type. Each target sets up what it needs; a second run reinstalls nothing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TORCH := torch==2.13.0
# On Linux: TORCH_FROM="--index-url <PyTorch's index of CPU builds>", see the README.
TORCH_FROM ?=

.DEFAULT_GOAL := help
.PHONY: help setup chat test lint bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

setup: $(VENV)/installed ## create .venv with the package, its extras and torch

# torch comes first and by itself: asked for through another package, Linux would get gigabytes of CUDA.
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing torch (a large download, once) ..."
	$(PIP) $(TORCH) $(TORCH_FROM)
	@echo "Installing the assistant and what it needs ..."
	$(PIP) --editable ".[test,formats,lint,mcp,milvus,train]"
	touch $@

chat: setup ## set everything up and open the web chat
	$(BIN)/hip-assistant chat

test: setup ## set everything up and pass the tests
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest

lint: setup ## check style and types
	$(BIN)/ruff check
	$(BIN)/mypy

bench: setup ## the benchmarks, as tables; some of them: make bench BENCH="warm growth"
	HF_HUB_OFFLINE=1 PYTHONPATH=tests $(BIN)/python -m bench $(BENCH)

clean: ## remove the environment and the index; documents stay
	rm -rf $(VENV) index/generations index/CURRENT index/.lock index/.building
