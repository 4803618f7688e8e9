# Two commands on a fresh machine with Python 3.11 and make:
#   make demo    the main job on a sample county; Python packages only
#   make test    the whole suite; installs LibreOffice, poppler and a Chinese font first where they are missing
# make lint | docs | pictures | bench   checks, the generated pages, the pictures in them, the measurements
# make addin | bundle                   the Excel add-in; the zip that installs on Windows, into dist/

.ONESHELL:
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
.PHONY: help demo test lint docs addin bundle pictures bench system

BIN := .venv/bin
SYSTEM_PACKAGES := libreoffice-calc libreoffice-writer poppler-utils fonts-noto-cjk
ROOT := $(shell [ "$$(id -u)" = 0 ] || command -v sudo 2>/dev/null)
APT := $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif

help:
	@sed -n '2,5s/^# *//p' Makefile

# `xgy demo` ends with 1 where it found something in the sample county, as it should.
demo: $(BIN)/.product
	$(BIN)/xgy demo || test $$? = 1

test: $(BIN)/.dev system
	$(BIN)/python -m pytest $(ARGS)

lint: $(BIN)/.dev
	@status=0
	for check in "ruff check ." "ruff format --check ." mypy; do
	  echo "$$check"
	  $(BIN)/$$check || status=1
	done
	exit $$status

docs: $(BIN)/.dev
	$(BIN)/python -m xgy_excel.catalogue docs
	rm -f templates/roster.xlsx
	$(BIN)/python -m xgy_excel.jobs.blank templates/roster.xlsx

addin: $(BIN)/.dev
	$(BIN)/xgy addin build -o addin/xgy.xlam

bundle: $(BIN)/.dev
	$(BIN)/python tools/bundle.py dist $(PYTHONS)

pictures: $(BIN)/.dev system
	$(BIN)/python tools/make_pictures.py

bench: $(BIN)/.dev
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/live.py
	$(BIN)/python benchmarks/workbook.py
	$(BIN)/python benchmarks/render.py
	$(BIN)/python benchmarks/print.py

$(BIN)/.product: pyproject.toml | $(BIN)/pip
	@echo "Installing the package and what it needs ..."
	$(BIN)/pip install -q --disable-pip-version-check -e .
	touch $@

$(BIN)/.dev: pyproject.toml | $(BIN)/pip
	@echo "Installing the package, what it needs, and the tools of its tests ..."
	$(BIN)/pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@ $(BIN)/.product

# Debian keeps ensurepip in a package of its own: where it is missing the system's pip fills the environment; where
# that is missing too the package is installed, if we may.
$(BIN)/pip:
	@if [ -z "$(PYTHON)" ]; then
	  echo "Python 3.11 or newer is needed and was not found. Install it, or say where it is: make PYTHON=/path/to/python" >&2
	  exit 1
	fi
	package=$$($(PYTHON) -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')
	if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then
	  $(PYTHON) -m venv --clear .venv
	elif $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install -q pip; then
	  :
	elif $(APT) update && $(APT) install --no-remove --no-install-recommends $$package; then
	  $(PYTHON) -m venv --clear .venv
	else
	  rm -rf .venv
	  echo "This Python cannot make a virtual environment. Install $$package (apt-get install $$package) and try again." >&2
	  exit 1
	fi

# What the tests look at documents with. Nothing of it is needed to use the program. Calc and Writer are looked for by
# their libraries, for there are packages without the commands localc and lowriter; nothing installed is ever removed.
system:
	@missing() {
	  office=$$(dirname "$$(readlink -f "$$(command -v soffice || echo /none/soffice)")")
	  [ -e "$$office/libsclo.so" ] || echo LibreOffice-Calc
	  [ -e "$$office/libswlo.so" ] || echo LibreOffice-Writer
	  for tool in pdftotext pdftoppm; do command -v $$tool >/dev/null || echo $$tool; done
	  fc-list :lang=zh family 2>/dev/null | grep -q . || echo a-Chinese-font
	}
	if [ -z "$$(missing)" ]; then exit 0; fi
	echo "The tests need besides:" $$(missing)
	if command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || [ -n "$(ROOT)" ]; }; then
	  echo "Installing: $(SYSTEM_PACKAGES)"
	  $(APT) update || true
	  $(APT) install --no-remove --no-install-recommends $(SYSTEM_PACKAGES) >/dev/null || true
	fi
	if [ -n "$$(missing)" ]; then
	  echo "Not here, and could not be installed:" $$(missing) >&2
	  echo "Install these (names of Debian's packages): $(SYSTEM_PACKAGES). Then run make test again." >&2
	  exit 1
	fi
