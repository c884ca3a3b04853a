"""Sends what waits."""

import logging

from shared.jobs import Worker

LOG = logging.getLogger(__name__)
QUEUE = "mail-jobs"


def send(notification):
    from django.core.mail import send_mail

    from .models import Notification

    found = Notification.objects.filter(id=notification, state="waiting").first()
    if found is None:
        return
    try:
        send_mail(found.subject, "You have a notification.", None, [found.to])
        found.state = "sent"
    except OSError as problem:
        LOG.error("notification %s is not sent: %s", found.id, problem)
        found.state = "failed"
    found.save()


def workers():
    return [Worker(QUEUE, send)]
