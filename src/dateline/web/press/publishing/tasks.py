"""What the task worker does for the press: publishes what is due."""

from __future__ import annotations

from django_tasks import task

from dateline.web.press.publishing.stages import publish_due


@task(queue_name="default", priority=100)
def publish_due_briefings() -> int:
    """Publish what is scheduled and due; it is set on its way for the time that somebody named."""
    return publish_due()
