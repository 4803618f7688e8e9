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
ROOT := $(shell [ "$$(id -u)" = 0 ] || command -v sudo 2>/dev/null)
APT := $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300
# A Python that has Tk, which the window is made of; else one without.
ifndef PYTHON
PYTHON := $(shell for tk in ', tkinter' ''; do for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c "import sys$$tk; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$p && exit; done; done)
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
	$(BIN)/python benchmarks/people.py

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

# What the tests look at documents and at the window with: LibreOffice, poppler, a Chinese font; Tk, a screen without a
# monitor, and what clicks on it. Nothing of it but Tk is needed to use the program. Calc and Writer are looked for by
# their libraries, for there are packages without the commands localc and lowriter; nothing installed is ever removed.
system: | $(BIN)/pip
	@missing() { # the names of Debian's packages
	  office=$$(dirname "$$(readlink -f "$$(command -v soffice || echo /none/soffice)")")
	  [ -e "$$office/libsclo.so" ] || echo libreoffice-calc
	  [ -e "$$office/libswlo.so" ] || echo libreoffice-writer
	  { command -v pdftotext && command -v pdftoppm; } >/dev/null || echo poppler-utils
	  fc-list :lang=zh family 2>/dev/null | grep -q . || echo fontconfig fonts-noto-cjk
	  command -v Xvfb >/dev/null || echo xvfb
	  command -v xdotool >/dev/null || echo xdotool
	  $(BIN)/python -c 'import tkinter' 2>/dev/null || echo python3-tk
	}
	if [ -z "$$(missing)" ]; then exit 0; fi
	echo "The tests need besides (names of Debian's packages):" $$(missing)
	if command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || [ -n "$(ROOT)" ]; }; then
	  echo "Installing them ..."
	  $(APT) update || true
	  $(APT) install --no-remove --no-install-recommends $$(missing) >/dev/null || true
	fi
	if [ -n "$$(missing)" ]; then
	  echo "Not here, and could not be installed:" $$(missing) >&2
	  echo "Install these, then run make test again. A Python that lacks tkinter with python3-tk installed is not Debian's:" >&2
	  echo "take one that has it: rm -rf .venv; make test PYTHON=/usr/bin/python3" >&2
	  exit 1
	fi
