# Functions that bring a fresh Debian machine to a working TALA; sourced by the other scripts.
# shellcheck shell=sh

UV_VERSION=0.13.9
# Pango draws WeasyPrint's text; harfbuzz-subset makes its files small and fast; DejaVu is the font.
APT_PDF="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
  done
}

# apt_need PACKAGE...: installs what is missing as root; otherwise prints the line to run and fails.
apt_need() {
  command -v dpkg-query >/dev/null 2>&1 || { say "Not a Debian system: install the equivalents of: $*"; return 1; }
  wanted=$(missing_packages "$@")
  [ -z "$wanted" ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    say "Missing system packages. Run this line, then start again:"
    say "  sudo apt-get install -y --no-install-recommends $wanted"
    return 1
  fi
  say "Installing: $wanted"
  [ -n "$(ls /var/lib/apt/lists 2>/dev/null | grep -v -e lock -e partial)" ] || apt-get update -qq >&2
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null ||
    { apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null; }
}

find_python() {
  for candidate in python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  say "TALA needs Python 3.11 or newer."
  return 1
}

# sync_venv GROUP...: makes .venv from the committed lock, with the named dependency groups.
sync_venv() {
  wanted="$(cksum uv.lock | cut -d' ' -f1) $*"
  [ "$(cat .venv/.synced 2>/dev/null)" = "$wanted" ] && return 0
  # A machine that already holds more groups from the same lock needs nothing.
  case "$(cat .venv/.synced 2>/dev/null)" in "$wanted "*) return 0 ;; esac
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_need python3-venv ca-certificates
  [ -x .venv/bin/python ] || "$python" -m venv --without-pip .venv
  if ! .venv/uv/bin/uv --version 2>/dev/null | grep -q "$UV_VERSION"; then
    "$python" -m venv .venv/uv
    .venv/uv/bin/python -m pip install -q --disable-pip-version-check "uv==$UV_VERSION"
  fi
  groups=""
  for group in "$@"; do groups="$groups --group $group"; done
  # shellcheck disable=SC2086
  VIRTUAL_ENV= UV_PROJECT_ENVIRONMENT=.venv .venv/uv/bin/uv sync --quiet --frozen --inexact --python .venv/bin/python $groups
  printf '%s' "$wanted" >.venv/.synced
}

# compile_translations: makes the .mo files that are older than their .po, without msgfmt.
compile_translations() {
  for po in locale/*/LC_MESSAGES/*.po; do
    [ -f "$po" ] || continue
    mo="${po%.po}.mo"
    if [ ! -f "$mo" ] || [ "$po" -nt "$mo" ]; then
      .venv/bin/pybabel --quiet compile -i "$po" -o "$mo"
    fi
  done
}
