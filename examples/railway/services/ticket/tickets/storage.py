"""Where uploaded files lie: a directory that outlives every version of the service."""

from django.conf import settings


def path(number):
    return settings.UPLOADS / f"{number}.bin"


def keep(number, upload):
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    with open(path(number), "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def content(number):
    return path(number).read_bytes()


def drop(number):
    path(number).unlink(missing_ok=True)
