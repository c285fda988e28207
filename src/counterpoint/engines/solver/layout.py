"""Which row of which table means what.

Few large tables instead of many small ones keep calls between kernels cheap.
"""

# Model.sizes
(
    ITEMS, DAYS, SLOTS, WARM_UP, SHUTDOWN, PHASE, FOCUS_MOST, BREAK, REST_FLOOR, HARD,
    HOME, PLACES, WAYS_AT,
    WAITING_AT, FIRST_AT, THEN_AT,
) = range(16)  # fmt: skip
# Model.item: one column for each item
(
    WANTED, LEAST, MOST, SPHERE, DOMAIN, DEMAND, ONCE, SPACING, WORTH, ABSENT, LATE, KEPT, FOCUS,
    LEAVES_SLACK, EVEN_DAYS, CLOSER_DAY, PLACE, LOADS, SHARED,
) = range(19)  # fmt: skip
# Model.window: one column for each free part of a window
OPENS, CLOSES, WINDOW_DAY = range(3)
# Model.piece: one column for each piece of the plan in force
PIECE_DAY, PIECE_START, PIECE_END = range(3)
# Model.rock: one column for each given thing or things that overlap
(
    ROCK_START, ROCK_END, FRONT_SPHERE, REAR_SPHERE, FRONT_FREE, REAR_FREE,
    FRONT_DOMAIN, FRONT_DEMAND, REAR_DOMAIN, REAR_DEMAND,
    FIRST_FOCUS, FIRST_FOCUS_END, LAST_FOCUS, LAST_FOCUS_END, FRONT_PLACE, REAR_PLACE,
) = range(16)  # fmt: skip
# Model.day: one column for each day
DAY_START, DAY_END, DAY_FROM, DAY_FREE, DAY_SLACK, DAY_CONST, DAY_NUMBER, DAY_LOAD, DAY_MOST = range(9)
# State.day: one column for each day
(
    COUNT, BUSY, POINTS, TOUCHED, WAS_COUNT, WAS_BUSY, WAS_POINTS,
    WORK_FROM, WORK_TO, WAS_WORK_FROM, WAS_WORK_TO, PUT, WAS_PUT,
    LOAD, WAS_LOAD, WIDEST, WAS_WIDEST, OPEN_FROM, OPEN_TO, WAS_OPEN_FROM, WAS_OPEN_TO,
    NTH_TOUCHED, NTH_ROOMY, GAPS,
) = range(24)  # fmt: skip
# State.entry: one layer each for the entries of all days
START, END, WHO, WAS_START, WAS_END, WAS_WHO, NTH_GAP = range(7)
# State.item: one column for each item
(
    LEFT, PIECES, FREED, ORDER, WAS_LEFT, WAS_PIECES, COSTS, TO_FILL, CHANGED, NTH_CHANGED, NTH_MISSING,
) = range(11)  # fmt: skip
# State.note: the chance, the totals, and what kernels tell each other
(
    CHANCE, TOTAL, LEAST_TOTAL, FIXED, STEPS, WARM_FROM, COLD_AT,
    GAP_LO, GAP_HI, GAP_POINTS, GAP_BUSY, GAP_WARM,
    BEST_DAY, BEST_GAP, BEST_START, BEST_END, BEST_POINTS,
    RUN_START, RUN_END, NEXT_START, NEXT_END,
    WAY, WAY_LO, WAY_HI, TOUCHES, CHANGES, STRAIN, MISSING, ABOVE, ROOMY, MAY_LOSE,
) = range(31)  # fmt: skip

NO_DEMAND = 4
UNKNOWN = -1
FAR = 1 << 30
WORK, LIFE = 1, 2
