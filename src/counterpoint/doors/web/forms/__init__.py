"""What the forms of every room are made of: fields, weekly windows, and clashes of edits."""
