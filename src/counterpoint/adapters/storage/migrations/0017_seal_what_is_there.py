"""Seals what was kept in plain words. It may be cut off at any moment, and then goes on where it was."""

from django.db import migrations

from counterpoint.adapters.storage.sealing_over import Over, forget_in_sessions, seal_over

SCALES = ("energy", "tension", "mood", "work_lifted", "work_drained", "life_lifted", "life_drained")
OVER = (
    Over("ValueRow", {"in_practice": ("in_practice",)}),
    Over("TaskRow", {"notes": ("notes",)}),
    Over("CalendarRow", {"address": ("address",)}),
    Over(
        "CommitmentRow",
        {
            "to_whom": ("to_whom",),
            "notes": ("notes",),
            "felt": ("necessity", "joy", "energy", "strength"),
        },
    ),
    Over("DecidedRow", {"turn": ("was", "became", "tasks", "routines")}),
    Over("BridgeRow", {"gives": ("gives",)}),
    Over("SupportRow", {name: (name,) for name in ("name", "reach", "when", "notes")}, id_word="support"),
    Over("JobNoteRow", {"text": ("text",)}),
    Over(
        "JobTrialRow", {name: (name,) for name in ("title", "shows", "told", "looking_back")}, id_word="trial"
    ),
    Over("SeasonRow", {"why": ("why",), "looking_back": ("looking_back",)}),
    Over("BendRow", {"for_whom": ("for_whom",), "reason": ("reason",)}),
    Over("CheckInRow", {"felt": (*SCALES, "where", "activity", "pulled")}),
    Over("StretchRow", {"felt": ("quality", "presence")}),
    Over(
        "HabitRow",
        {name: (name,) for name in ("title", "cue", "told_to")},
        id_word="habit",
        named_by=(("ReviewRow", "habit_id"),),
    ),
    Over("PauseRow", {"note": ("note",)}),
    Over("AnswerSheetRow", {"said": ("answers",)}),
    Over("PortraitRow", {"said": ("style", "stage")}),
    Over("ReviewRow", {"cue": ("cue",)}),
    Over("MarkersRow", {"felt": ("satisfaction", "stress", "conflict", "focus", "unexpected", "energy")}),
    Over(
        "RequestRow",
        {"said": ("who", "what", "email", "notes", "answer")},
        id_word="request",
    ),
    Over("CompanionRow", {name: (name,) for name in ("name", "email", "words")}, id_word="companion"),
)


def seal_all(apps, schema_editor):
    for over in OVER:
        seal_over(apps, schema_editor.connection.alias, over)
    forget_in_sessions(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [('storage', '0016_room_for_sealed'), ('sessions', '0001_initial')]

    operations = [migrations.RunPython(seal_all, migrations.RunPython.noop)]
