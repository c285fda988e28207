"""From a calendar's series (rules, added and excluded dates, changed instances) to the occurrences in a
window.
"""
