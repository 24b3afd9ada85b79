

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0008_public_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkBookRow',
            fields=[
                ('world', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('total', models.IntegerField(default=0)),
                ('totals', models.JSONField(default=dict)),
                ('months', models.JSONField(default=dict)),
                ('events', models.IntegerField(default=0)),
                ('stamp', models.CharField(default='', max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='CampaignEventRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.CharField(max_length=64)),
                ('number', models.IntegerField()),
                ('kind', models.CharField(max_length=16)),
                ('campaign', models.CharField(max_length=24)),
                ('other', models.CharField(max_length=24, null=True)),
                ('reports', models.JSONField(default=list)),
                ('by', models.CharField(max_length=150)),
                ('on', models.DateField(null=True)),
                ('match_weight', models.FloatField(null=True)),
                ('note', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'number'], name='events_of_campaign')],
                'constraints': [models.UniqueConstraint(fields=('world', 'number'), name='one_event_a_number')],
            },
        ),
        migrations.CreateModel(
            name='CampaignRow',
            fields=[
                ('id', models.CharField(max_length=24, primary_key=True, serialize=False)),
                ('world', models.CharField(max_length=64)),
                ('into', models.CharField(db_index=True, max_length=24, null=True)),
                ('born_on', models.DateField()),
                ('born_report', models.CharField(max_length=32)),
                ('reports', models.IntegerField()),
                ('voices', models.IntegerField()),
                ('first_on', models.DateField(null=True)),
                ('last_on', models.DateField(null=True)),
                ('kind', models.CharField(max_length=40, null=True)),
                ('returned_on', models.DateField(null=True)),
                ('apart', models.JSONField(default=list)),
                ('profile', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('into__isnull', True), ('voices__gte', 2)), fields=['world', 'last_on'], name='campaigns_newest')],
            },
        ),
        migrations.CreateModel(
            name='LinkedReportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report_id', models.CharField(max_length=32, unique=True)),
                ('world', models.CharField(max_length=64)),
                ('campaign', models.CharField(max_length=24, null=True)),
                ('told_on', models.DateField(null=True)),
                ('area', models.CharField(max_length=64)),
                ('voice', models.CharField(max_length=16)),
                ('kind', models.CharField(max_length=40, null=True)),
                ('features', models.TextField()),
                ('sealed_number', models.BinaryField(null=True)),
                ('is_unnamed', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('campaign__isnull', True)), fields=['world', 'id'], name='reports_to_place'), models.Index(fields=['campaign', 'told_on'], name='reports_of_campaign'), models.Index(fields=['world', 'told_on'], name='linked_by_day')],
            },
        ),
        migrations.CreateModel(
            name='LinkFeatureRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.CharField(max_length=64)),
                ('feature', models.CharField(max_length=96)),
                ('counts', models.TextField(default='{}')),
                ('holders', models.TextField(default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('world', 'feature'), name='one_row_a_feature')],
            },
        ),
    ]
