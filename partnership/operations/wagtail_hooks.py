from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from partnership.ground.admin import PermittedMenuItem

from .models import registered_jobs, worker_is_running
from .views import JobsReport


class WorkerPanel(Component):
    """The warning on the admin's first screen that background jobs have stopped or failed."""

    name = "worker"
    order = 10
    template_name = "operations/worker_panel.html"

    def __init__(self, running, failed_jobs):
        self.running = running
        self.failed_jobs = failed_jobs

    def get_context_data(self, parent_context):
        return {
            "running": self.running,
            "failed_jobs": self.failed_jobs,
            "is_administrator": parent_context["request"].user.has_perm("operations.view_job"),
        }


@hooks.register("construct_homepage_panels")
def warn_about_worker(request, panels):
    jobs = registered_jobs()
    running = worker_is_running(jobs)
    failed_jobs = [job for job in jobs if job.last_error]
    if failed_jobs or not running:
        panels.append(WorkerPanel(running, failed_jobs))


@hooks.register("register_reports_menu_item")
def add_jobs_to_reports():
    return PermittedMenuItem(JobsReport, "operations_jobs", order=1200)


@hooks.register("register_admin_urls")
def add_jobs_address():
    return [path("reports/background-jobs/", JobsReport.as_view(), name="operations_jobs")]
