from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('last_started_at', models.DateTimeField(null=True, verbose_name='last started')),
                ('last_finished_at', models.DateTimeField(null=True, verbose_name='last run')),
                ('last_error', models.TextField(blank=True, verbose_name='error')),
            ],
            options={
                'verbose_name': 'background job',
                'default_permissions': ('view',),
            },
        ),
    ]
