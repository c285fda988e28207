from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("storage", "0022_minutes_given")]

    operations = [
        migrations.AddField("planrow", "begun_at", models.DateTimeField(null=True)),
    ]
