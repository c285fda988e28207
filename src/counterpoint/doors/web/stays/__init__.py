"""Days elsewhere: stays in other time zones."""
