
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0011_held_until'),
    ]

    operations = [
        migrations.AlterField(
            model_name='linkedreportrow',
            name='voice',
            field=models.CharField(max_length=40),
        ),
    ]
