"""The answer to nonsense, and the report on background jobs in Wagtail's admin."""

from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, Table
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Job, registered_jobs, worker_is_running


def bad_request(request, exception):
    """Answer 400; Django's own view reads once more what could not be read, and answers 500."""
    return HttpResponseBadRequest(render_to_string("400.html"))


class JobsReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Each job: what it does, when it last ran, how it went."""

    permission_policy = ModelPermissionPolicy(Job)
    permission_required = "view"
    template_name = "operations/jobs_report.html"
    page_title = "Background jobs"
    header_icon = "history"
    columns = [
        Column("job", label="Job", accessor=str),
        Column("description", label="What it does"),
        DateColumn("last_finished_at", label="Last run"),
        Column("outcome", label="How it went"),
    ]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        jobs = registered_jobs()
        return super().get_context_data(
            table=Table(self.columns, jobs), running=worker_is_running(jobs), **kwargs
        )
