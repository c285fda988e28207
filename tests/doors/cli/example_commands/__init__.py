"""Commands that exist only for the tests of the command line."""
