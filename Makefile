# Everything is installed into the folder .venv beside this file, and nothing outside of it.

PYTHON ?= python3
ARGS ?=
CORPORA ?=
OUT ?=
GITHUB ?=

# How many hostile inputs `make fuzz` tries; what `make test-again` runs how often.
INPUTS ?= 100000
TIMES ?= 20
AGAIN ?= notebooks

# The lessons that `make lab` opens; LESSONS=notebooks opens those with stored outputs.
LESSONS ?= student

VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/ready

# The tests of one file, and the cells of one notebook, stay in one process and in order; a process takes about 1 GB
# of memory. make test ARGS="-n 0" runs all in one process, as a debugger wants it.
SPREAD := -n auto --maxprocesses 4 --dist loadfile
NBVAL := --nbval --nbval-current-env --nbval-sanitize-with=tests/nbval_sanitize.cfg --nbval-cell-timeout=120

# Settings of Jupyter, IPython and matplotlib stay inside .venv too.
export JUPYTER_CONFIG_DIR := $(CURDIR)/$(VENV)/jupyter/config
export JUPYTER_DATA_DIR := $(CURDIR)/$(VENV)/jupyter/data
export IPYTHONDIR := $(CURDIR)/$(VENV)/ipython
export MPLCONFIGDIR := $(CURDIR)/$(VENV)/matplotlib
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export ORT_DISABLE_TELEMETRY := 1
unexport MPLBACKEND PYTHONPATH PYTHONHOME
# Compiling the package and the tests anew in every process would take minutes of the suite; `make clean` takes away what
# is kept.
unexport PYTHONDONTWRITEBYTECODE

# No news, updates or extensions from the network, no search for language servers; and Jupyter wants
# to be told that it may run as root.
QUIET_LAB := --LabApp.news_url=None --LabApp.extension_manager=readonly \
	--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --LanguageServerManager.autodetect=False
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: help lab student test test-browser test-offline test-oldest test-again lint coverage fuzz hooks notebooks badges pictures site slides train evaluate dist audit clean

help:
	@echo "make lab        install into .venv if needed, then open your copy of the lessons in JupyterLab"
	@echo "                (make lab LESSONS=notebooks opens the lessons with stored outputs, to project)"
	@echo "                (make lab ARGS=\"--no-browser --port 8890\" passes options on)"
	@echo "make student    write your copy of the lessons, without outputs, into the folder student"
	@echo "make test       install if needed, then check style, types, tests and all notebooks"
	@echo "make test-browser   run the lessons, the report and the site in Chromium, if there is one"
	@echo "make test-offline   the tests and notebooks in a network namespace without a network (Linux)"
	@echo "make test-oldest    the tests with the oldest versions that pyproject.toml allows"
	@echo "make test-again     the notebooks, many times over (make test-again TIMES=5 AGAIN=notebooks/04_sources.ipynb)"
	@echo "make lint       style and types only"
	@echo "make coverage   lines and branches that the tests reach"
	@echo "make fuzz       try 100,000 hostile inputs (make fuzz INPUTS=5000 ARGS=\"--seed 7\")"
	@echo "make hooks      install, and check style, types and notebooks before each commit"
	@echo "make notebooks  run all notebooks and store their outputs"
	@echo "make badges GITHUB=owner/name   let the badges of README open your copy on GitHub"
	@echo "make pictures   draw the pictures of README anew"
	@echo "make site       write lessons, guide, pages and reference as a website into build/site"
	@echo "make slides     write a deck of slides for each lesson into build/slides"
	@echo "make train CORPORA=folder OUT=folder   train the embedded pipeline anew"
	@echo "make evaluate CORPORA=folder           measure the embedded pipeline"
	@echo "make dist       build wheel and sdist into dist, twice, and check them"
	@echo "make audit      look for known vulnerabilities of the pinned versions; asks the network"
	@echo "make clean      remove .venv and everything else that can be made again"

# The file .venv/ready says that the installation went through to the end; it is made anew when
# pyproject.toml or constraints.txt changes.
$(READY): pyproject.toml constraints.txt
	@rm -f $(READY)
	@$(PYTHON) -c "" || { echo "Python was not found. Install Python 3.11 or newer, \
	or name it: make lab PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed; \
	this is `$(PYTHON) --version`. Name a newer one: make lab PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" || { echo "This Python lacks the module venv. Install it \
	(Debian, Ubuntu: apt install python3-venv) and try again." >&2; exit 1; }
	@echo "Installing into $(VENV). This takes a few minutes, once."
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(RUN) -m pip install --quiet -e ".[lab,test]" -c constraints.txt
	@$(RUN) -m jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements" >/dev/null 2>&1
	@touch $(READY)

lab: student
	@echo "Opening the lessons in the folder $(LESSONS)."
	cd "$(LESSONS)" && ../$(RUN) -m jupyterlab --ServerApp.root_dir=. $(QUIET_LAB) $(AS_ROOT) $(ARGS) 00_start_here.ipynb

# What is there already stays as it is: it may hold somebody's answers.
student: $(READY)
	@$(RUN) -m sahel_analysis.exercises.student notebooks student

test: lint
	$(RUN) -m pytest $(SPREAD) $(NBVAL) tests notebooks $(ARGS)

test-browser: site
	$(RUN) -m pip install --quiet -e ".[browser]" -c constraints.txt
	$(RUN) -m pytest tests/browser $(ARGS)

# A network namespace of its own, in which only the loopback device is up: Jupyter's kernels and Dask use it.
test-offline: $(READY)
	unshare --map-root-user --net sh -c 'ip link set lo up && exec "$$@"' sh \
		$(RUN) -m pytest $(SPREAD) $(NBVAL) tests notebooks $(ARGS)

# By the first versions that pyproject.toml allows of what it names, in an environment of its own.
test-oldest: OLDEST := build/oldest
test-oldest:
	$(PYTHON) -m venv --clear $(OLDEST)
	$(OLDEST)/bin/python -m pip install --quiet uv
	$(OLDEST)/bin/python -m uv pip compile --quiet pyproject.toml --extra test --extra web --extra dask \
		--resolution lowest-direct --python $(OLDEST)/bin/python --output-file $(OLDEST)/oldest.txt
	$(OLDEST)/bin/python -m pip install --quiet -r $(OLDEST)/oldest.txt -e . -c $(OLDEST)/oldest.txt
	$(OLDEST)/bin/python -m pytest $(SPREAD) tests $(ARGS)

# Outputs that change now and then are found by running the lessons again and again.
test-again: $(READY)
	@set -e; for time in $$(seq $(TIMES)); do echo "Time $$time of $(TIMES)"; \
		$(RUN) -m pytest -q $(SPREAD) $(NBVAL) $(AGAIN) $(ARGS); done

lint: $(READY)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

# By itself, as measuring slows the tests.
coverage: $(READY)
	$(RUN) -m coverage run -m pytest tests $(ARGS)
	$(RUN) -m coverage report

fuzz: $(READY)
	$(RUN) -m tests.fuzz --inputs $(INPUTS) $(ARGS)

hooks: $(READY)
	$(RUN) -m pip install --quiet -e ".[hooks]" -c constraints.txt
	$(RUN) -m pre_commit install

notebooks: $(READY)
	cd notebooks && ../$(RUN) -m nbconvert --to notebook --execute --inplace \
		--ExecutePreprocessor.record_timing=False --ExecutePreprocessor.kernel_name=python3 *.ipynb

badges:
	@echo "$(GITHUB)" | grep -q '^[A-Za-z0-9._-]*/[A-Za-z0-9._-]*$$' || { echo "make badges GITHUB=owner/name" >&2; exit 1; }
	@sed -i.old -e 's#](https://mybinder.org[^)]*)#](https://mybinder.org/v2/gh/$(GITHUB)/HEAD?urlpath=lab/tree/student/00_start_here.ipynb)#' \
		-e 's#](https://codespaces.new[^)]*)#](https://codespaces.new/$(GITHUB))#' README.md
	@rm README.md.old

pictures: $(READY)
	$(RUN) docs/pictures.py

# What reads the pages may use no network; website/links.py holds them to it.
site: $(READY)
	$(RUN) -m pip install --quiet -e ".[site]" -c constraints.txt
	rm -rf build/pages build/site
	$(RUN) -m website.pages build/pages
	$(RUN) -m sphinx -q -W --keep-going -j auto -c website -d build/doctrees build/pages build/site
	$(RUN) -m website.slides build/site/slides
	$(RUN) -m website.links build/site
	@echo "Written: build/site/index.html"

slides: $(READY)
	$(RUN) -m pip install --quiet -e ".[site]" -c constraints.txt
	$(RUN) -m website.slides build/slides
	@echo "Written: build/slides; open 00_start_here.slides.html there in a browser"

train: $(READY)
	@test -n "$(CORPORA)" -a -n "$(OUT)" || { echo "make train CORPORA=folder OUT=folder" >&2; exit 1; }
	$(RUN) -m pip install --quiet -e ".[training]" -c constraints.txt
	$(RUN) -m training "$(CORPORA)" "$(OUT)"

evaluate: $(READY)
	@test -n "$(CORPORA)" || { echo "make evaluate CORPORA=folder" >&2; exit 1; }
	$(RUN) -m training.evaluate "$(CORPORA)"

# The same bytes whenever and wherever: the time that stands in the files is that of the last commit.
dist: export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 1577836800)
dist: $(READY)
	$(RUN) -m pip install --quiet -e ".[release]" -c constraints.txt
	rm -rf dist build/again
	$(RUN) -m build --no-isolation --outdir dist
	$(RUN) -m build --no-isolation --outdir build/again
	@for file in dist/*; do cmp "$$file" "build/again/$${file#dist/}" || exit 1; done; rm -rf build/again
	$(RUN) -m twine check --strict dist/*

audit: $(READY)
	$(RUN) -m pip install --quiet -e ".[release]" -c constraints.txt
	$(RUN) -m pip_audit --strict --no-deps --disable-pip -r constraints.txt

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -prune -exec rm -rf {} +
