"""Breaks a prepared sample by causes that happen in real life, before a deployment starts."""

import argparse
import os
import signal
import sys

import psycopg2

from common import processes

from . import front
from .checkout import release_again
from .layout import Layout, Problem

SLOW_LIST = """\
    shown = [described(each) for each in Ticket.objects.order_by("-id")[:limit]]
    for each in shown:
        each["similar"] = Ticket.objects.filter(title__icontains=each["title"][-8:]).count()
    return JsonResponse({"tickets": shown})
"""

CHANGES = {
    "build-breaks": (
        "Find places by their name",
        "Dockerfile",
        "RUN python3 manage.py",
        "RUN python3 -c 'import railway_geocoding'\nRUN python3 manage.py",
    ),
    "ticket-dies": (
        "Find places by their name",
        "ticket/asgi.py",
        "from shared.asgi",
        "import railway_geocoding  # noqa: F401\nfrom shared.asgi",
    ),
    "cut-uploads": (
        "Keep uploads in one write",
        "ticket/tickets/storage.py",
        "        for chunk in upload.chunks():\n            file.write(chunk)\n",
        "        file.write(next(upload.chunks())[: 64 * 1024])\n",
    ),
    "no-worker": (
        "Leave workers to a process of their own",
        "workflow/asgi.py",
        "service(workers=workers)",
        "service()",
    ),
    "slow-tickets": (
        "Show how many similar tickets there are",
        "ticket/tickets/views.py",
        '    return JsonResponse({"tickets": [described(each) for each in Ticket.objects.order_by("-id")[:limit]]})\n',
        SLOW_LIST,
    ),
    "corrupt-data": (
        "Shorten titles while priorities are filled in",
        "ticket/tickets/migrations/0002_priority.py",
        "UPDATE ticket SET priority",
        "UPDATE ticket SET title = left(title, 12), priority",
    ),
}
"""Per name: the commit's message, the file, the text in it, and what replaces it."""

BROKEN_BUILD, CERTIFICATE_EXPIRES, UNKNOWN_STATUS = "broken-build", "certificate-expires", "unknown-status"
NAMES = sorted([*CHANGES, BROKEN_BUILD, CERTIFICATE_EXPIRES, UNKNOWN_STATUS])
DAYS_LEFT = 10


def sabotage(layout, name):
    if name == UNKNOWN_STATUS:
        unknown_status(layout)
    elif name == BROKEN_BUILD:
        # The stand-in of Railway fails builds of what holds this file.
        (layout.checkout / "broken-build").touch()
        release_again(layout, "Build with what is not there")
    elif name == CERTIFICATE_EXPIRES:
        front.certificate(layout, days=DAYS_LEFT)
        os.kill(processes.pid_in(layout.pid_file("nginx")), signal.SIGHUP)
    else:
        change_code(layout, *CHANGES[name])


def unknown_status(layout):
    """A ticket that an old import has left with a status that nobody knows."""
    connection = psycopg2.connect((layout.secrets / "database-url").read_text())
    with connection, connection.cursor() as cursor:
        cursor.execute("UPDATE ticket SET status = 'parked' WHERE id = 7")
    connection.close()


def change_code(layout, message, file, old, new):
    path = layout.checkout / file
    text = path.read_text()
    if text.count(old) != 1 or new in text:
        raise Problem(f"{file} is not as expected: sabotaged already?")
    path.write_text(text.replace(old, new))
    release_again(layout, message)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True)
    parser.add_argument("what", nargs="+", choices=NAMES)
    options = parser.parse_args()
    layout = Layout(options.dir)
    try:
        layout.require()
        for name in options.what:
            sabotage(layout, name)
    except Problem as problem:
        sys.exit(f"sabotage: {problem}")
    except psycopg2.Error as problem:
        sys.exit(f"sabotage: the database refused: {' '.join(str(problem).split())}")
