"""The admin report on background jobs."""

from wagtail.admin.ui.tables import Column, DateColumn, Table
from wagtail.permission_policies import ModelPermissionPolicy

from partnership.ground.admin import AdminPage

from .models import Job, registered_jobs, worker_is_running


class JobsReport(AdminPage):
    """Each job with its description, last run and outcome."""

    permission_policy = ModelPermissionPolicy(Job)
    permission_required = "view"
    template_name = "operations/jobs_report.html"
    page_title = "Background jobs"
    header_icon = "history"
    columns = [
        Column("job", label="Job", accessor=str),
        Column("description", label="Description"),
        DateColumn("last_finished_at", label="Last run"),
        Column("outcome", label="Outcome"),
    ]

    def get_context_data(self, **kwargs):
        jobs = registered_jobs()
        return super().get_context_data(
            table=Table(self.columns, jobs), running=worker_is_running(jobs), **kwargs
        )
