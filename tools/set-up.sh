#!/bin/sh
# Makes .venv with the locked packages. Run by `make`; safe to run again.
# System packages come through apt where this is allowed, else a message names them.
set -eu

uv_version=0.13.9

say() { printf '%s\n' "$*" >&2; }

# The first Python that starts and is new enough; a name alone proves nothing, it may be a shim.
find_python() {
    for candidate in ${PYTHON:-} python3.11 python3 python3.13 python3.12 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

apt_install() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        say "lnextract needs the system package(s) $*. Install them, on Debian with: sudo apt-get install $*"
        exit 1
    fi
    say "Installing $* with apt"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

python=$(find_python) || {
    apt_install python3 python3-venv
    python=$(find_python) || {
        say "lnextract needs Python 3.11 or newer. Install it, then run make again, or name it: make PYTHON=/path/to/python"
        exit 1
    }
}

usable() { .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! usable; then
    # Debian ships Python without ensurepip, so making a venv can fail where Python itself is fine.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    rm -rf .venv
    "$python" -m venv .venv
fi

if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d ' ' -f 2)" != "$uv_version" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
fi

UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --frozen --quiet --python .venv/bin/python
