# Two commands do everything: `make retro CYCLE=mitaka` and `make test`.
# The WORDS reach the program by environment, as they were typed, never through the shell.

PYTHON ?= python3
VENV ?= .venv
RETRO := $(VENV)/bin/python -m retro
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
LAZR := .cache/lazr
AUDIT := .cache/pip-audit
PURE := $(addprefix tests/, measure ledger outline calendar content record today draft test_messages.py test_claims.py test_backlog_truth.py)

WORDS := CYCLE TEAM GOVERNANCE RELEASES EDITION WITHOUT ATTACH FORM SAMPLE LANES RATE DRY_RUN PORT RETRO_CONTACT
$(foreach word,$(WORDS),$(eval override $(word) := $$(value $(word))))
export $(WORDS)

.DEFAULT_GOAL := help
.PHONY: help new retro collect site serve facts today draft mail export audit check zip test lint fix coverage pythons prove bench reference launchpad golden sample clean gerrit browser publishing spark advisories wire torture scale

help: ## this list
	@echo "Cycle retrospectives from Gerrit and Launchpad."
	@echo
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18
	@echo
	@echo "CYCLE=mitaka names the cycle, TEAM=glance one team (default: every team in content/)."

new: $(RUN) ## begin TEAM's retrospective of CYCLE (GOVERNANCE=clone: or all teams'); overwrites nothing
	@$(RETRO) new

retro: $(RUN) ## the whole job: collect if there is no snapshot yet, then build the site
	@$(RETRO) build --collect

collect: $(RUN) ## refresh the snapshot of CYCLE from the servers (WITHOUT=launchpad: but for it)
	@$(RETRO) collect

site: $(RUN) ## build every retrospective from its snapshot; never touches the network
	@$(RETRO) build --all

serve: $(RUN) ## show the site on this machine, and anew whenever a file changes
	@$(RETRO) serve

facts: $(RUN) ## print the facts of TEAM and CYCLE as JSON
	@$(RETRO) facts

today: $(RUN) ## show how CYCLE stands: starved changes first, clean-up, core reviews
	@$(RETRO) today

draft: $(RUN) ## print sentences from facts to begin the hand-off letter of CYCLE with
	@$(RETRO) draft

mail: $(RUN) ## write the letters of CYCLE to list and successor; sends nothing (EDITION=final ATTACH=pdf)
	@$(RETRO) mail

test: $(DEV) ## run the tests
	@PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python -m pytest -n auto --dist loadfile

check: $(RUN) ## read the built site as a stranger would: dead links, claims and the like
	@$(RETRO) check

lint: $(DEV) ## run the code gate: format, lint, types, arrows
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

fix: $(DEV) ## format the code, and mend what can be mended by itself
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

coverage: $(DEV) ## say how much of the pure rooms their tests read (97 % at least)
	@$(VENV)/bin/python -m pytest -n auto --dist loadfile --cov --cov-report= --cov-fail-under=0 $(PURE)
	@$(VENV)/bin/coverage report

pythons: ## run the tests under each Python that we promise; says which are not there
	@.ci/pythons

prove: $(DEV) ## hold the ledger against real histories, specs against git, forecasts against what came
	@$(VENV)/bin/python -m tests.prove_specs
	@$(VENV)/bin/python -m tests.prove_forecast
	@$(VENV)/bin/python -m tests.prove

bench: $(DEV) ## print what each stage costs against a floor or a peer, and fail over a budget (minutes)
	@$(VENV)/bin/python -m tests.bench

launchpad: $(DEV) $(LAZR)/.installed ## hold the loopback Launchpad against Launchpad's own engine
	@RETRO_LAZR_PYTHON=$(LAZR)/bin/python $(VENV)/bin/python -m pytest tests/launchpad

reference: $(DEV) ## write docs/writing.md anew, from what reads the writer's files
	@$(VENV)/bin/python -m tests.reference

golden: $(DEV) ## keep the small cycle's site as it is made now; read the diff
	@$(VENV)/bin/python -m tests.golden

gerrit: $(DEV) ## start a real Gerrit and hold our imitation against it (Java 17, Maven, git)
	@$(VENV)/bin/python -m tests.gerrit.jars
	@$(VENV)/bin/python -m pytest tests/gerrit -m gerrit

browser: $(DEV) ## look at every sort of page in a real browser (Chromium, Node 20, npm, Java 17)
	@$(VENV)/bin/python -m tests.browser.tools
	@$(VENV)/bin/python -m pytest tests/browser -m browser

advisories: $(RUN) ## ask which packages of requirements.lock have known faults (PyPI's advisories)
	@test -x $(AUDIT)/bin/pip-audit || { $(VENV)/bin/python -m venv $(AUDIT) && $(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit; }
	@$(VENV)/bin/python -m tests.advisories $(AUDIT)/bin/pip-audit requirements.lock

torture: $(DEV) ## fail every step that a command takes to the disk or a server, each in turn
	@$(VENV)/bin/python -m tests.torture

publishing: $(DEV) ## run the wheel and the recipes of publishing with what a registry has (minutes)
	@$(VENV)/bin/python -m pytest tests/test_wheel.py tests/test_publishing.py -m recipes
	@tests/publishing.sh

wire: $(DEV) ## collect with every fault on every request, and from 20,000 altered answers (minutes)
	@$(VENV)/bin/python -m pytest -n auto tests/collect/test_wire.py tests/collect/test_mutated.py -m wire

scale: $(DEV) ## collect and build 60 simulated teams, five in trouble, and name these (minutes)
	@$(VENV)/bin/python -m tests.scale

spark: $(DEV) ## replay the sample under PySpark on two workers, and compare (Java 17; 600 MB)
	@$(VENV)/bin/python -m pip install -q -e ".[spark]"
	@$(VENV)/bin/python -m pytest tests/spark -m spark

zip: $(RUN) ## pack CYCLE into output/zip/TEAM-CYCLE.zip, which opens without a server
	@$(RETRO) zip

export: $(RUN) ## write the tables behind CYCLE's numbers under output/export/, and count them again
	@$(RETRO) export
	@$(RETRO) check --recount

audit: $(RUN) ## ask the server how CYCLE's changes stood in the past (SAMPLE=50: so many)
	@$(RETRO) audit

sample: $(DEV) ## make the simulated snapshot of content/glance/mitaka again
	@$(VENV)/bin/python -m tests.world.sample

clean: ## remove what was built, not what was written or collected
	@[ ! -d .cache ] || find .cache -mindepth 1 -maxdepth 1 ! -name collect ! -name locks -exec rm -rf {} +
	@find output -mindepth 1 ! -name .gitignore -delete

# The stamps are touched last, so an install that was cut short is done again.

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "retro: $(PYTHON) is not there"; echo "  try: install Python 3.11 or newer, or name one: make PYTHON=python3.12 ..."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "retro: Python 3.11 or newer is needed, and this is $$($(PYTHON) --version)"; echo "  try: make PYTHON=python3.12 ..."; exit 2; }
	@if command -v uv >/dev/null; then uv venv --quiet --clear --python "$$(command -v $(PYTHON))" $(VENV); \
	else $(PYTHON) -m venv --clear $(VENV) || { echo "retro: $(PYTHON) can't make a virtual environment"; echo "  try: install its venv package (Debian: apt install python3-venv)"; rm -rf $(VENV); exit 2; }; fi

$(RUN): requirements.lock | $(VENV)/bin/python
	@echo "Installing what retro needs (once) ..."
	@if command -v uv >/dev/null; then uv pip install --quiet --compile-bytecode --python $(VENV)/bin/python --require-hashes -r $<; \
	else $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<; fi
	@$(VENV)/bin/python -m compileall -q retro || true
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need (once) ..."
	@if command -v uv >/dev/null; then uv pip install --quiet --compile-bytecode --python $(VENV)/bin/python --require-hashes -r $< && uv pip install --quiet --python $(VENV)/bin/python --no-deps --no-build-isolation -e .; \
	else $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< && $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; fi
	@touch $@

$(LAZR)/.installed: requirements-launchpad.lock | $(VENV)/bin/python
	@echo "Installing Launchpad's engine (once) ..."
	@if command -v uv >/dev/null; then uv venv --quiet --clear --python $(VENV)/bin/python $(LAZR) && uv pip install --quiet --python $(LAZR)/bin/python --require-hashes -r $<; \
	else $(VENV)/bin/python -m venv --clear $(LAZR) && $(LAZR)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<; fi
	@touch $@
