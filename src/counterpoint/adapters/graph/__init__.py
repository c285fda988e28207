"""Calendars of Microsoft 365 and Outlook, by Microsoft Graph v1.0.

Written from Microsoft's public documentation (learn.microsoft.com/graph; the titles of its pages stand where
they were followed) and tried against a stand-in, not against Microsoft itself. An event, or a series with its
exceptions, is one entry, and comes out as iCalendar text, so that everything further in is what it is for
CalDAV. What is understood is pure, and apart from I/O.
"""
