"""The files of kits, each at the address of its version."""

from django.urls import path

from campaigns.prevention.kits.files.downloads import serve_kit_file

public = [path("kits/<int:kit>/<int:number>/<str:name>", serve_kit_file, name="kit_file")]
