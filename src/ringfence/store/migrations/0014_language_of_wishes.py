from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0013_contacts_of_requests'),
    ]

    operations = [
        migrations.AddField(
            model_name='wishrow',
            name='language',
            field=models.CharField(db_default='en-GB', default='en-GB', max_length=8),
        ),
    ]
