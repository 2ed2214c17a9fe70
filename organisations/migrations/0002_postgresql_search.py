"""On PostgreSQL, an index that finds any part of a name in the register."""

from django.db import migrations

from tala.lib.postgresql import trigram_index


class Migration(migrations.Migration):
    """Only the database changes, not the models."""

    dependencies = [("organisations", "0001_initial")]
    operations = [trigram_index("member_search_trigrams", "organisations_member", "search_key")]
