"""Columns for what is sealed together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('storage', '0015_shorter_wait')]

    operations = [
        migrations.AddField(
            model_name='answersheetrow',
            name='said',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='checkinrow',
            name='felt',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='commitmentrow',
            name='felt',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='decidedrow',
            name='turn',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='markersrow',
            name='felt',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='portraitrow',
            name='said',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='requestrow',
            name='said',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='stretchrow',
            name='felt',
            field=models.TextField(blank=True, default=''),
        ),
    ]
