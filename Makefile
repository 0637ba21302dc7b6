# Two commands: `make demo` and `make test`. Needs Python 3.11 or later with venv, git and make.

.PHONY: demo test test-all bench bench-checks pictures axe lint format messages lock help

demo:            ## the whole award on this machine, at http://127.0.0.1:8000 (P2HAM_PORT, P2HAM_VAR)
	@.ci/install runtime
	@exec .venv/bin/python -m workers.supervisor

test:            ## the tests on SQLite and PostgreSQL, at most 10 minutes on two cores
	@.ci/install dev
	@.ci/suite quick

test-all:        ## the same and those that take longer
	@.ci/install dev
	@.ci/suite all

bench-checks:    ## how the checks of evidence do on labelled files, beside their peers (DATA=folder)
	@.ci/install dev
	@.venv/bin/python -m bench "$(DATA)"

bench:           ## what a season of a thousand units costs, on a PostgreSQL of its own; prints JSON
	@.ci/install dev
	@.venv/bin/python -m bench.load

pictures:        ## the pictures of the guides and the README, drawn anew
	@.ci/install dev
	@.venv/bin/python -m pytest -q -p no:cacheprovider tests/e2e/pictures.py

axe:             ## axe over every page of every role in both languages and widths; takes long
	@.ci/install dev
	@.venv/bin/python -m pytest -q tests/e2e/test_axe.py

lint:            ## everything that reads the code without running it
	@.ci/install dev
	@.ci/lint

format:          ## bring Python into its form
	@.ci/install dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

messages:        ## read texts anew, name those without English, compile both languages
	@.ci/install dev
	@.venv/bin/python -m tests.support.messages

lock:            ## renew both locks after a change of pyproject.toml
	@.ci/install dev
	@.ci/lock

help:            ## this list
	@grep -E '^[a-z-]+: +##' Makefile | sed -E 's/: +##/\t/' | expand -t 12
