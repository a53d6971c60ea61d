"""Claims: who says what a sentence rests on, and the archived report that it stands in."""
