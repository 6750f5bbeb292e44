"""The steps of a file's way into a room: it is uploaded; what is wrong with it, or what it would do, is shown; somebody says so; it is undone.

A room has a base of its own for its steps, which says who may take them, in which frame they are shown and where they lead.
"""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from intake.problems import FileRefusedError, NotAppliedError, Problems


@method_decorator(require_admin_access, name="dispatch")
class Step(View):
    """`frame` is the template round a step, with a block `tab`; the others are names of addresses, which take `about`."""

    frame = home = upload = apply = ""
    about: tuple = ()
    problems_template = "intake/problems.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.enter(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def enter(self, **kwargs) -> None:
        """Raises PermissionDenied or Http404 for those who may not."""
        raise NotImplementedError

    def leads_to(self) -> str:
        """Where somebody goes who is done, or leaves everything as it is."""
        return reverse(self.home, args=self.about)

    def again(self) -> str:
        """Where another file is uploaded."""
        return reverse(self.upload, args=self.about)

    def render(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        """Within what all pages of the room share."""
        return render(self.request, template, context, status=status)

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        ways = {"frame": self.frame, "leads_to": self.leads_to(), "again": self.again()}
        return self.render(template, ways | context, status)

    def preview(self, template: str, pending: Model, **context: Any) -> HttpResponse:
        address = reverse(self.apply, args=[*self.about, pending.pk])
        return self.show(template, {"pending": pending, "apply": address} | context)

    def refuse(self, file_name: str, problems: Problems, **context: Any) -> HttpResponse:
        return self.show(self.problems_template, {"file_name": file_name, "problems": problems} | context, 422)


class Upload(Step):
    """Asks for a file; then shows what it would do, or why it is refused."""

    form_class: type[forms.Form]
    template = "intake/upload.html"

    def form(self, *data) -> forms.Form:
        return self.form_class(*data)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.ask(self.form())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(form, 422)
        file = form.cleaned_data["file"]
        try:
            return self.take(file, form)
        except FileRefusedError as error:
            return self.refuse(file.name, error.problems)

    def ask(self, form: forms.Form, status: int = 200) -> HttpResponse:
        return self.show(self.template, {"form": form}, status)

    def take(self, file: UploadedFile, form: forms.Form) -> HttpResponse:
        """Read the file, keep what it would do, and show it. Raises FileRefusedError with nothing kept."""
        raise NotImplementedError


class Act(Step):
    """Does what somebody says of a file that is kept, as a whole, or says why nothing was done."""

    http_method_names = ["post"]

    def kept(self, **kwargs) -> Model:
        """Raises Http404 for what is somebody else's."""
        raise NotImplementedError

    def act(self, kept: Model) -> str:
        """Do it; returns what is said then. Raises NotAppliedError with nothing done."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        kept = self.kept(**kwargs)
        try:
            said = self.act(kept)
        except NotAppliedError as error:
            messages.error(request, error.message)
            return self.refuse(kept.file_name, error.problems) if error.problems else redirect(self.leads_to())
        messages.success(request, said)
        return redirect(self.done(kept))

    def done(self, kept: Model) -> str:
        return self.leads_to()


class Undo(Act):
    """Says first what is undone."""

    http_method_names = ["get", "post"]
    template = "intake/undo.html"

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        kept = self.kept(**kwargs)
        return self.show(self.template, {"kept": kept} | self.told(kept))

    def told(self, kept: Model) -> dict[str, Any]:
        return {}
