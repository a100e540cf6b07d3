// Package lists reads lists of occupations and skills that others keep: the official CSV download of ESCO, and a plain CSV form for
// any other (docs/reference/import-occupations.md). Nothing of such a list is part of the program. Reading takes a record at a time,
// whatever the size of a file; all that is wrong is said with file, line and column.
package lists
