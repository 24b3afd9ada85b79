from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0001_first_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyDecisionRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.CharField(max_length=64)),
                ('kind', models.CharField(max_length=12)),
                ('report_id', models.CharField(db_index=True, max_length=32)),
                ('by', models.CharField(max_length=150)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='RemovedCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.CharField(max_length=64)),
                ('rule', models.CharField(max_length=64)),
                ('records', models.IntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        # Never written to: opening an original is a decision among the others, which outlives the report.
        migrations.DeleteModel(
            name='OpenedOriginal',
        ),
        migrations.AddField(
            model_name='report',
            name='is_emptied',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['world', 'received_at'], name='report_received'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['world', 'reporter_key'], name='report_reporter'),
        ),
    ]
