from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('storage', '0023_plan_begun'),
    ]

    operations = [
        migrations.AddField(
            model_name='taskrow',
            name='first_minutes',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='taskrow',
            name='took_asked',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='taskrow',
            name='took_minutes',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name='taskrow',
            constraint=models.CheckConstraint(condition=models.Q(('first_minutes__gte', 0), ('first_minutes__lte', 527040), ('took_minutes__gte', 0), ('took_minutes__lte', 527040)), name='task_took'),
        ),
    ]
