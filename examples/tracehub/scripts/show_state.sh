#!/bin/sh
# Shows the schema revision and the health of blue, green and the front.
# Needs DATABASE_URL (and PGPASSFILE or PGPASSWORD), and the ports as arguments: show_state.sh FRONT BLUE GREEN
set -u
if [ $# -ne 3 ]; then
    echo "usage: show_state.sh FRONT_PORT BLUE_PORT GREEN_PORT" >&2
    exit 2
fi
cd "$(dirname "$0")/../backend" || exit 1
# A failed alembic must not print a revision that looks like an empty database.
revision=$(/usr/bin/alembic current 2>/dev/null) || { echo "revision: unknown, the database does not answer" >&2; exit 1; }
echo "revision: ${revision:-none}"
show() {
    printf '%s: ' "$1"
    /usr/bin/python3 -c '
import sys, urllib.error, urllib.request
try:
    print(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/health", timeout=3).read().decode().strip())
except urllib.error.HTTPError as refused:
    print(refused.code, refused.read().decode().strip())
except OSError:
    print("not running")
' "$2"
}
show front "$1"
show blue "$2"
show green "$3"
