"""Takes away the columns of which everything is sealed now."""

from django.db import migrations

from counterpoint.adapters.storage.sealing_over import TakeAway


class Migration(migrations.Migration):
    dependencies = [('storage', '0017_seal_what_is_there')]

    operations = [
        TakeAway('answersheetrow', ('answers',), constraints=()),
        TakeAway('checkinrow', ('activity', 'energy', 'life_drained', 'life_lifted', 'mood', 'pulled', 'tension', 'where', 'work_drained', 'work_lifted'), constraints=('check_in_where', 'check_in_now', 'check_in_evening')),
        TakeAway('commitmentrow', ('energy', 'joy', 'necessity', 'strength'), constraints=('commitment_said',)),
        TakeAway('decidedrow', ('became', 'routines', 'tasks', 'was'), constraints=()),
        TakeAway('markersrow', ('conflict', 'energy', 'focus', 'satisfaction', 'stress', 'unexpected'), constraints=('markers_said',)),
        TakeAway('portraitrow', ('stage', 'style'), constraints=('portrait_style', 'portrait_stage')),
        TakeAway('requestrow', ('who', 'what', 'email', 'notes', 'answer'), constraints=()),
        TakeAway('stretchrow', ('presence', 'quality'), constraints=('stretch_said',)),
    ]
