import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.TextField()),
                ('sender', models.TextField(verbose_name='from')),
                ('recipient', models.TextField(verbose_name='to')),
                ('content', models.BinaryField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('gave_up', 'Not sent'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10, verbose_name='status')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='sent, failed or withdrawn')),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next attempt')),
                ('last_error', models.TextField(verbose_name='error')),
            ],
            options={
                'verbose_name': 'outgoing message',
                'permissions': [('retry_message', 'Can try outgoing messages again')],
                'default_permissions': ('view',),
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_attempt_at'], name='outbox_waiting')],
            },
        ),
    ]
