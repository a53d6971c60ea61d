"""Reading: the front page, series, briefings with their versions, and corrections."""
