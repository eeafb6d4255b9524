#!/bin/sh
# Makes .venv/ with everything the project needs. `setup.sh base` for the handbook, `setup.sh tests` for the tests too,
# `setup.sh firefox` for the browser that only the long tests use.
# As root on Debian or Ubuntu it installs missing system packages; elsewhere it names the command to run.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

fail() {
    say ""
    say "kijkraam: $1"
    shift
    for line in "$@"; do say "  $line"; done
    exit 1
}

is_debian() { [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; }

is_root() { [ "$(id -u)" = 0 ]; }

apt_install() {
    say "kijkraam: installing $* with apt-get"
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

# A python is fit when it runs, is 3.11 to 3.14, and can make a virtual environment with pip.
is_fit() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

find_python() {
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 && is_fit "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
        return
    fi
    rm -rf .venv # a failed attempt leaves half a folder
    if ! python=$(find_python); then
        if is_debian && is_root; then
            apt_install python3 python3-venv || true
        fi
        python=$(find_python) || no_python
    fi
    say "kijkraam: making .venv with $python"
    "$python" -m venv .venv || { rm -rf .venv; no_python; }
}

no_python() {
    if is_debian; then
        fail "no Python 3.11 to 3.14 that can make a virtual environment." \
            "Run: sudo apt-get install python3 python3-venv" \
            "Then run make again."
    elif [ "$(uname -s)" = Darwin ]; then
        fail "no Python 3.11 to 3.14 that works." \
            "Install one from python.org, or run: brew install python@3.13" \
            "Then run make again."
    else
        fail "no Python 3.11 to 3.14 that can make a virtual environment." \
            "Install Python with venv and pip from your system's packages, then run make again."
    fi
}

# Modules are compiled when they are first used: most never are.
pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt "$@" ||
        fail "a package could not be installed." \
            "Look at the message above: is there a network, and does pip reach its package index?" \
            "Then run make again."
}

# Files on paper need Pango. Without it the handbook is built all the same, and says what is missing.
install_pango() {
    if .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; then
        return
    fi
    if is_debian && is_root; then
        apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig ||
            say "kijkraam: Pango could not be installed; there will be no PDF files"
    fi
}

# Installs the project with these extras.
install_project() {
    pip_install hatchling editables
    pip_install --no-build-isolation --editable ".[$1]"
    install_pango
}

install_base() {
    say "kijkraam: installing the packages of the handbook"
    install_project material,pdf
    touch .venv/.ready
}

install_chromium() {
    if .venv/bin/python tests/browser/chromium.py >/dev/null 2>&1; then
        return
    fi
    if is_debian && is_root; then
        # The one without windows makes the tests faster; not every system has it.
        apt_install chromium chromium-headless-shell || apt_install chromium ||
            fail "Chromium could not be installed." "Run: apt-get install chromium"
    else
        .venv/bin/python -m playwright install chromium >&2 || fail "there is no Chromium for the browser tests." \
            "On Debian or Ubuntu run: sudo apt-get install chromium" \
            "Elsewhere install Chromium or Chrome, and set KIJKRAAM_CHROMIUM to its path." \
            "Then run make test again."
    fi
}

# Spelling can be left for later: without hunspell only its own tests fail, and they name the command too.
install_hunspell() {
    if printf 'fiets\n' | hunspell -d nl_NL -l >/dev/null 2>&1; then
        return
    fi
    if is_debian && is_root; then
        apt_install hunspell hunspell-nl || fail "hunspell could not be installed." "Run: apt-get install hunspell hunspell-nl"
    elif is_debian; then
        say "kijkraam: spelling is not checked yet. Run: sudo apt-get install hunspell hunspell-nl"
    else
        say "kijkraam: spelling is not checked yet. Install hunspell and its Dutch dictionary nl_NL (OpenTaal)."
    fi
}

install_firefox() {
    if command -v "${KIJKRAAM_FIREFOX:-firefox-esr}" >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1; then
        return
    fi
    if is_debian && is_root; then
        apt_install firefox-esr || fail "Firefox could not be installed." "Run: apt-get install firefox-esr"
    else
        say "kijkraam: there is no Firefox, so its round will fail. Install one, or set KIJKRAAM_FIREFOX to its path."
    fi
}

install_node_tools() {
    say "kijkraam: installing the HTML checker"
    (cd tests/tools && PATH="$PWD/../../.venv/bin:$PATH" npm ci --ignore-scripts --silent --no-audit --no-fund >&2) ||
        fail "the HTML checker could not be installed." \
            "Look at the message above: is there a network, and does npm reach its registry?" \
            "Then run make test again."
}

install_tests() {
    say "kijkraam: installing the packages of the handbook, and what the tests need"
    install_project material,pdf,test
    install_node_tools
    install_chromium
    install_hunspell
    touch .venv/.ready .venv/.ready-tests
}

make_venv
case "${1:-base}" in
base) install_base ;;
tests) install_tests ;;
firefox) install_firefox ;;
*) fail "unknown part '$1'." "Use: base, tests or firefox" ;;
esac
