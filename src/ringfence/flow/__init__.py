"""START READING HERE: the recipes, one file each.

    when_form_is_sent     a form is made a report, once, with its files
    when_report_arrives   a report is kept, gets its reference, and its reading is enqueued
    when_report_is_read   the job: recognise, redact, and count it under a kind
    when_file_arrives     the same for a whole file, in batches that can be resumed
    every_hour            count, detect, join alarms into surges, draft within the budget
    desk                  what analysts and approvers do with a draft
    when_warning_approved render and deliver what a second person approved
    reporter_returns      a reporter sees how their report stands, and adds to it
    tell_reporters        reporters who wished it are told that they helped
    subscribe             somebody wants warnings by e-mail: asked, confirmed, changed, ended
    mail_warnings         subscribers are told of a warning; their letters leave in batches
    play_exercise         all of it once more, in a made-up world
    public_counts         counts the public may see, floored
    check_text            "is this call a scam?", nothing kept
    redact_text           hide personal data in a text, nothing kept
    watch_file            judge a file of counts, nothing kept

The recipes know no Django, no clock and no file format: they ask the ports
(`ports/`) for what they need, and time is passed in.
"""
