"""The files that take longest, longest first.

They are begun in this order: begun last, one of them would let all processors but one wait for it.
"""

from __future__ import annotations

LONG = (
    "e2e/test_every_page.py",
    "server/test_serving.py",
    "e2e/test_week.py",
    "kills/test_kills.py",
    "engines/solver/test_four_judges.py",
    "doors/cli/test_plan.py",
    "adapters/storage/test_schema.py",
    "doors/web/test_settings.py",
    "e2e/test_first_steps.py",
    "doors/web/test_strangers.py",
    "e2e/test_main_job.py",
    "e2e/test_journey.py",
    "e2e/test_keyboard_accounts.py",
    "e2e/test_check_in.py",
    "e2e/test_ten_steps.py",
    "e2e/test_keyboard.py",
    "doors/cli/test_hostile_calendars.py",
    "doors/cli/test_keeping.py",
    "engines/recurrence/test_rules.py",
    "desk/planning/test_planning.py",
    "adapters/storage/test_sealing_over.py",
    "sync/test_push_faults.py",
    "sync/google/test_plan.py",
    "e2e/test_calendars.py",
    "doors/web/test_pseudo_locale.py",
    "doors/web/test_two_tabs.py",
    "engines/solver/test_search.py",
    "desk/test_a_month.py",
    "sync/test_two_clients.py",
    "e2e/test_when_wrong.py",
    "e2e/test_a_month.py",
    "desk/planning/test_plan_files.py",
    "sync/microsoft/test_plan_faults.py",
)
