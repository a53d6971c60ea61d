"""Publishing: what editors do to series, briefings and incidents, each in one transaction.

series       open_series, change_series, retire_series, resume_series
briefings    start, add_incidents, drop_incident, keep_incident, redate, cite
writing      keep, save, discard, restore: working copies and revisions
comparing    differences between two revisions
stages       submit, send_back, approve, schedule, unschedule, set_embargo, publish, publish_due
withdrawing  withdraw, reinstate; delete, for what readers never saw
correcting   announce, take_back
incidents    publish, take_down; where_now, for those that became part of another
media        take, describe: pictures and videos

One rule holds for all of it: what readers of a published briefing see of it (its text, its incidents, what is
said of its pictures, whether it stands) changes with a published revision and a correction alone. A
withdrawal is a correction that needs no revision.

Who may do it is for the screens to ask; what must hold is held here and in the database.
"""
