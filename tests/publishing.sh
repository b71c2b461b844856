#!/usr/bin/env bash
# What needs a registry: the wheel with all that it depends on, and the recipes of tox as tox runs them.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

.venv/bin/python -m hatchling build -t wheel -d "$work/wheel" >/dev/null
python3 -m venv "$work/own"
if ! why=$("$work/own/bin/pip" install -q "$work"/wheel/*.whl tox sphinx 2>&1); then
  echo "NOT RUN: the wheel, tox and Sphinx (${why##*$'\n'})"
  exit
fi
export PATH="$work/own/bin:$PATH" PIP_FIND_LINKS="$work/wheel"

mkdir "$work/empty"
cd "$work/empty"
(retro build --all 2>&1 || true) | grep 'try: retro new TEAM CYCLE'
retro new cinder mitaka --offline

git clone -q "$here" "$work/clone"
cd "$work/clone"
cp docs/recipes/tox.ini .
tox -e docs

mkdir -p "$work/project/doc/source"
cd "$work/project"
cp "$here/docs/recipes/tox-sphinx.ini" tox.ini
cp -r "$work/clone/content" "$work/clone/.cache" doc/
echo 'html_extra_path = ["../build/extra"]' > doc/source/conf.py
printf 'Docs\n====\n\n`Retrospectives <retrospectives/index.html>`__\n' > doc/source/index.rst
tox -e docs
