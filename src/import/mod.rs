//! From the table of an opérateur, as a spreadsheet saves it, to a tree and its rows in the index.
