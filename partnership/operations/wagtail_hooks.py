from django.contrib.auth.models import Permission
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from .models import registered_jobs, worker_is_running
from .views import JobsReport


class WorkerPanel(Component):
    """Says on the admin's first screen that background work has stopped or failed."""

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


class JobsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("operations.view_job")


@hooks.register("register_reports_menu_item")
def add_jobs_to_reports():
    return JobsMenuItem(
        JobsReport.page_title,
        reverse("operations_jobs"),
        icon_name=JobsReport.header_icon,
        order=1200,
    )


@hooks.register("register_admin_urls")
def add_jobs_address():
    return [path("reports/background-jobs/", JobsReport.as_view(), name="operations_jobs")]


@hooks.register("register_permissions")
def offer_jobs_permission():
    return Permission.objects.filter(content_type__app_label="operations", codename="view_job")
