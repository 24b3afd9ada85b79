"""Every address of the site, in one list."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, path

from ringfence.web.about import views as about
from ringfence.web.api.api import api
from ringfence.web.check.recordings import progress, recording
from ringfence.web.check.views import check
from ringfence.web.data.views import counts_csv, data
from ringfence.web.desk import board
from ringfence.web.desk import campaigns as desk_campaigns
from ringfence.web.desk import reports as desk_reports
from ringfence.web.desk import warnings as desk_warnings
from ringfence.web.desk.requests import close_request
from ringfence.web.desk.sign_in import SignIn
from ringfence.web.errors import bad_request, forbidden, not_found, server_error
from ringfence.web.exercise.views import exercise
from ringfence.web.health.views import healthz, readyz
from ringfence.web.home.views import home
from ringfence.web.learn import views as learn
from ringfence.web.now.views import keep_for_offline, on_the_phone_now
from ringfence.web.report import again, ask, finish, saved, start
from ringfence.web.subscribe import views as subscribe
from ringfence.web.theme.views import theme
from ringfence.web.warnings import views as warnings

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

# What the public reads: English as it stands here, Welsh under /cy/ where Welsh is served.
_PUBLIC: list[URLPattern] = [
    path("", home, name="home"),
    path("now", on_the_phone_now, name="now"),
    path("now/offline.js", keep_for_offline, name="now_offline"),
    path("check", check, name="check"),
    path("check/recording", recording, name="check_recording"),
    path("check/recording/progress", progress, name="check_progress"),
    # The report form: addresses say nothing of what is asked
    path("report", start.report, name="report"),
    path("report/start", start.start, name="report_start"),
    path("report/all", ask.all_questions, name="report_all"),
    path("report/<int:number>", ask.question, name="report_question"),
    path("report/answers", finish.answers, name="report_answers"),
    path("report/sent", finish.sent, name="reported"),
    path("report/copy", finish.copy, name="report_copy"),
    path("report/back", saved.come_back, name="report_back"),
    path("report/again", again.again, name="report_again"),
    path("report/again/mine", again.mine, name="report_mine"),
    path("report/leave", start.leave, name="report_leave"),
    path("report/done", start.done, name="report_done"),
    path("subscribe", subscribe.subscribe, name="subscribe"),
    path("subscribe/asked", subscribe.asked, name="subscribe_asked"),
    path("subscribe/feeds", subscribe.feeds, name="subscribe_feeds"),
    path("subscribe/mine/<str:secret>", subscribe.mine, name="subscribe_mine"),
    path("subscribe/leave/<str:secret>", subscribe.leave, name="subscribe_leave"),
    path("learn", learn.learn, name="learn"),
    path("learn/fridge", learn.fridge, name="learn_fridge"),
    path("learn/family", learn.family, name="learn_family"),
    path("learn/speakers", learn.speakers, name="learn_speakers"),
    path("learn/practice", learn.practice_list, name="learn_practice"),
    path("learn/practice/<str:name>", learn.practice, name="learn_practice_call"),
    path("learn/kinds/<str:slug>", learn.kind, name="learn_kind"),
    path("your-number", about.your_number, name="your_number"),
    path("complaints", about.complaints, name="complaints"),
    path("asked", about.asked, name="asked"),
    path("privacy", about.privacy, name="privacy"),
    path("cookies", about.cookies, name="cookies"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("data", data, name="data"),
    path("data/scam-call-reports.csv", counts_csv, name="data_csv"),
    # Warnings
    path("warnings/", warnings.listing, name="warnings"),
    path("warnings/feed.atom", warnings.feed, {"form": "atom"}, name="feed_atom"),
    path("warnings/feed.json", warnings.feed, {"form": "json"}, name="feed_json"),
    path("warnings/<str:subject>/<str:value>/feed.<str:form>", warnings.feed_of, name="feed_of"),
    path("warnings/wrong/<str:warning_id>", warnings.note, name="warning_note"),
    path("warnings/<path:path>", warnings.warning, name="warning"),
    # Practice, in a world of its own
    path("exercise/<str:name>/", exercise, name="exercise"),
    path("exercise/<str:world>/warnings/", warnings.listing, name="exercise_warnings"),
    path("exercise/<str:world>/warnings/feed.<str:form>", warnings.feed, name="exercise_feed"),
    path("exercise/<str:world>/warnings/<str:subject>/<str:value>/feed.<str:form>", warnings.feed_of),
    path("exercise/<str:world>/warnings/<path:path>", warnings.warning, name="exercise_warning"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(*_PUBLIC, prefix_default_language=False),
    # The desk
    path("desk", board.board, name="desk"),
    path("desk/sign-in", SignIn.as_view(), name="sign_in"),
    path("desk/sign-out", LogoutView.as_view(next_page="home"), name="sign_out"),
    path("desk/world", board.switch_world, name="switch_world"),
    path("desk/requests/<str:request_id>", close_request, name="close_request"),
    path("desk/campaigns", desk_campaigns.campaigns, name="campaigns"),
    path("desk/campaigns/<str:campaign_id>", desk_campaigns.campaign, name="campaign"),
    path("desk/campaigns/<str:campaign_id>/<str:step>", desk_campaigns.decide, name="campaign_step"),
    path("desk/reports/<str:report_id>", desk_reports.report, name="desk_report"),
    path("desk/surges/<str:surge_id>", board.surge, name="surge"),
    path("desk/surges/<str:surge_id>/draft", board.draft, name="draft"),
    path("desk/warnings/<str:warning_id>", desk_warnings.warning, name="desk_warning"),
    path("desk/warnings/<str:warning_id>/edit", desk_warnings.edit, name="desk_edit"),
    path("desk/warnings/<str:warning_id>/<str:name>", desk_warnings.step, name="desk_step"),
    # For machines
    path("theme.css", theme, name="theme"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", api.urls),
]

handler400 = bad_request
handler403 = forbidden
handler404 = not_found
handler500 = server_error
