# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test soak lint evals bench lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Truceline needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m truceline.reading.places.build
	touch $(READY)

demo: $(READY)
	@$(BIN)/truceline demo demo

# A file's tests stay together, since they share what it sets up; each process holds the parser and the encoder.
test: $(READY) lint
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The full sizes of the slow tests.
soak: $(READY)
	$(BIN)/python -m pytest -m soak

# Quality against the floors in evals/floors.json; needs the shared folder beside the checkout.
evals: $(READY)
	$(BIN)/python -m evals

bench: $(READY)
	$(BIN)/python -m benchmarks

# Pins every dependency with hashes; the file names no download address.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements.lock

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .hypothesis
