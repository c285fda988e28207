import counterpoint.adapters.storage.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('storage', '0039_stays_busy'),
    ]

    operations = [
        migrations.AddField(
            model_name='collectionrow',
            name='named_there',
            field=counterpoint.adapters.storage.fields.WordsField(default=tuple),
        ),
    ]
