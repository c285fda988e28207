# Sourced by ./run, ./test and ./bench: sets $python to a Python that Counterpoint runs on (3.11 or newer).
python=
for candidate in "${COUNTERPOINT_PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
  [ -n "$candidate" ] || continue
  if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Counterpoint needs Python 3.11 or newer with the module venv; install it, or name it in COUNTERPOINT_PYTHON." >&2
  exit 1
fi
