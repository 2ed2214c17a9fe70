"""On PostgreSQL: find any part of a name or a number in the roll, and move a voice cheaply.

No index holds the mode of a voice, and pages keep room for its new version: a vote or an arrival
then changes the row in place and no index at all.
"""

from django.db import migrations

from tala.lib.postgresql import room_for_updates, trigram_index

ROLL = "meetings_rollentry"


class Migration(migrations.Migration):
    """Only the database changes, not the models."""

    dependencies = [("meetings", "0001_initial")]
    operations = [
        room_for_updates(ROLL, 25),
        trigram_index("roll_search_trigrams", ROLL, "search_key"),
        trigram_index("roll_name_trigrams", ROLL, "sort_key"),
        trigram_index("roll_number_trigrams", ROLL, "upper(number::text)"),
    ]
