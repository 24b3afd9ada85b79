import json
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ringfence.foundation.errors import StorageFault
from ringfence.store.key_file import read_keys
from ringfence.store.request_ledger import contact_keys
from ringfence.store.vault import Vault


def find(apps: Any, schema_editor: Any) -> None:
    """Let the owners of contacts be found in what was sent before; a request that no key opens is passed over."""
    requests = apps.get_model('store', 'PublicRequestRow').objects.exclude(sealed=b'')
    contacts = apps.get_model('store', 'RequestContactRow')
    if not requests.exists():
        return
    vault = Vault(read_keys(settings.KEY_FILE), originals=read_keys(settings.ORIGINALS_KEY_FILE))
    for row in requests.iterator(chunk_size=200):
        try:
            contact = json.loads(vault.open_text(bytes(row.sealed)))['contact']
        except StorageFault:
            continue
        contacts.objects.bulk_create(contacts(request_id=row.id, key=key) for key in contact_keys(contact, vault))


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0012_voices'),
    ]

    operations = [
        migrations.CreateModel(
            name='RequestContactRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=64)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.publicrequestrow')),
            ],
        ),
        migrations.RunPython(find, migrations.RunPython.noop),
    ]
