from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def move(apps: Any, schema_editor: Any) -> None:
    """Take the contents over, one at a time: a file can have 10 MB."""
    files = apps.get_model('store', 'FileRow')
    contents = apps.get_model('store', 'FileContentRow')
    for file_id in list(files.objects.values_list('id', flat=True)):
        contents.objects.create(file_id=file_id, sealed=files.objects.values_list('sealed', flat=True).get(id=file_id))


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0009_campaigns'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileContentRow',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.filerow')),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='filerow',
            name='sealed',
        ),
    ]
