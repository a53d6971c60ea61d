"""The right to write briefings."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_attempts"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "default_permissions": (),
                "ordering": ("email",),
                "permissions": (
                    ("read_archive", "read and search the archive"),
                    ("hand_in", "hand in reports"),
                    ("see_desk", "see the desk and its queue"),
                    ("review", "review events and incidents, correct, merge and split them"),
                    ("edit_registers", "edit the registers of actors and places"),
                    ("export", "export lists"),
                    ("settle", "settle what two reviewers disagree on"),
                    ("edit_sources", "edit sources and their feeds"),
                    ("export_corpus", "export corrections for training"),
                    ("write_briefings", "write briefings"),
                    ("publish", "approve, publish, correct and withdraw briefings, and run series"),
                    ("waive_four_eyes", "let the writer alone approve the briefings of a series"),
                    ("retry_tasks", "see failed tasks and retry them"),
                    ("keep_ledger", "keep the ledger of gifts"),
                    ("manage_accounts", "invite people and give or take their roles"),
                    ("read_audit", "read the log of sign-ins and of changed rights"),
                ),
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
            },
        ),
    ]
