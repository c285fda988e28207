"""The files that take longest, longest first.

They are begun in this order: begun last, one of them would let all processors but one wait for it.
"""

from __future__ import annotations

LONG = (
    "e2e/test_every_page.py",
    "e2e/test_week.py",
    "server/test_serving.py",
    "kills/test_kills.py",
    "doors/web/test_strangers.py",
    "doors/cli/test_plan.py",
    "desk/planning/test_planning.py",
    "doors/web/test_pseudo_locale.py",
    "doors/cli/test_hostile_calendars.py",
    "e2e/test_keyboard.py",
    "doors/cli/test_keeping.py",
    "e2e/test_main_job.py",
    "adapters/storage/test_schema.py",
    "desk/planning/test_plan_files.py",
    "engines/solver/test_search.py",
    "e2e/test_first_steps.py",
    "engines/solver/test_four_judges.py",
    "doors/web/test_odd_input.py",
    "e2e/test_check_in.py",
    "doors/web/test_settings.py",
    "doors/web/test_two_tabs.py",
    "e2e/test_calendars.py",
)
