"""A stand-in for Microsoft Graph: a real HTTP server on this machine that does what the documentation says.

The page that says so is named beside each thing that it does. What no page says is a switch, tried both ways.
"""
