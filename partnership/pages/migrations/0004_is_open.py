from django.db import migrations, models
import django.db.models.deletion

IS_OPEN = {
    "help_text": "Tick to open the website. Without the tick visitors see a page that says it is not open yet, with the numbers to call. People who are signed in always see it.",
    "verbose_name": "visitors can see this website",
}


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0003_feed_identities'),
    ]

    operations = [
        # Visitors see every website that there is at an upgrade, and go on seeing it.
        migrations.AddField(
            model_name='partnershipsettings',
            name='is_open',
            field=models.BooleanField(default=True, **IS_OPEN),
        ),
        migrations.AlterField(
            model_name='partnershipsettings',
            name='is_open',
            field=models.BooleanField(default=False, **IS_OPEN),
        ),
        migrations.AlterField(
            model_name='partnershipsettings',
            name='emergency_contact',
            field=models.ForeignKey(blank=True, help_text='The number to call if a child is in danger now. Shown at the top of every page while it is verified. Otherwise visitors see 999 there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.contact'),
        ),
    ]
