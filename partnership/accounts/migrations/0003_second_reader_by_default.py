from django.db import migrations


def turn_publishers_into_second_readers(apps, schema_editor):
    """Let the approval that came with the product be a second reader, unless it was changed.

    It stays the same task, so what waits for approval goes on to wait.
    """
    Task = apps.get_model("wagtailcore", "Task")
    SecondReader = apps.get_model("accounts", "SecondReader")
    for approval in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Publishers"):
        roles = [*approval.groups.values_list("role__starter", flat=True)]
        if roles != ["publisher"] or approval.workflow_tasks.exclude(workflow__name="Publishers").exists():
            continue
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="accounts", model="secondreader"
        )
        key = approval.pk
        approval.groups.clear()
        approval.delete(keep_parents=True)
        SecondReader(task_ptr_id=key).save_base(raw=True)
        Task.objects.filter(pk=key).update(name="Second reader", content_type=kind)
        apps.get_model("wagtailcore", "Workflow").objects.filter(
            name="Publishers", workflow_tasks__task=key
        ).update(name="Second reader")


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_second_reader"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunPython(turn_publishers_into_second_readers, migrations.RunPython.noop),
    ]
