"""Publishing: what editors do to series, briefings and incidents, each in one transaction.

series       open_series, change_series, retire_series, resume_series
briefings    start, add_incidents, drop_incident, arrange, cite
writing      keep, save, discard, restore: working copies and revisions
comparing    differences between two revisions
stages       submit, send_back, approve, schedule, unschedule, set_embargo, publish, publish_due, withdraw
correcting   announce, take_back
incidents    publish, take_down; where_now, for those that became part of another
media        take, describe: pictures and videos

Who may do it is for the screens to ask; what must hold is held here and in the database.
"""
