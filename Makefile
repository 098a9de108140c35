# Two commands are all a newcomer needs: `make run` and `make test`. Windows: see README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test check format docs bench evals gate gate-accept wheel clean

run: $(VENV)/.run
	$(BIN)/assistant ui --port $(PORT)

test: check
	$(BIN)/python -m pytest -q -n auto --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m assistant.checking.rulebook --check
	$(BIN)/python -m assistant.writing.schema --check

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.dev
	$(BIN)/python -m assistant.checking.rulebook
	$(BIN)/python -m assistant.writing.schema
	$(BIN)/python -m evals.loading.schema

bench: $(VENV)/.dev
	$(BIN)/python -m evals.bench

# What drafts are worth now: docs/evals.md. `make evals ARGS="--engine llm --note ..."`
evals: $(VENV)/.dev
	$(BIN)/assistant eval run $(ARGS)

# Fails where drafts, repairs or findings got worse than evals/baseline.json; accept only what is meant.
gate: $(VENV)/.dev
	$(BIN)/python -m evals.gate

gate-accept: $(VENV)/.dev
	$(BIN)/python -m evals.gate --accept

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) dist build

$(VENV)/.base:
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed') if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	touch $@

$(VENV)/.run: $(VENV)/.base pyproject.toml requirements.txt
	$(BIN)/python -m pip install --quiet -c requirements.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet -c requirements.txt --group dev --group evals --group browser
	touch $@
