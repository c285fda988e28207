"""Calendars on servers, by CalDAV (RFC 4791, 6578, 6764). What is understood is pure, and apart from I/O.

What is guarded: a password goes to the server that its person named and to what stands under the same name,
only encrypted or at home; no answer is larger, deeper, longer or slower than it may be; nothing is written.
"""
