"""The public addresses of this room; `localized` lie under the prefix of a language."""

from django.urls import path

from reach.analytics.providers import script
from reach.visits.beacon import beacon
from reach.visits.opt_out import audience_measurement

public = [path("r", beacon, name="reach_beacon"), path("audience.js", script, name="reach_analytics")]
localized = [path("audience-measurement/", audience_measurement, name="audience_measurement")]
