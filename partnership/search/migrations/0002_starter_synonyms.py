from django.db import migrations

# Short and long forms that the field uses side by side; the team changes them as it likes.
STARTER = [
    "MASA, multi-agency safeguarding arrangements, safeguarding arrangements, published arrangements",
    "MASH, MACH, multi-agency safeguarding hub, multi-agency children’s hub, safeguarding hub, front door",
    "LSP, Lead Safeguarding Partner",
    "DSP, Delegated Safeguarding Partner",
    "LSCP, SCP, safeguarding children partnership, safeguarding partnership, LSCB, safeguarding children board",
    "LCSPR, CSPR, local child safeguarding practice review, child safeguarding practice review, practice review, serious case review, SCR",
    "rapid review, initial review",
    "ICB, integrated care board",
    "LADO, local authority designated officer, allegations against people who work with children, allegations",
    "EHA, early help assessment",
    "early help, family help, early support",
    "CSE, child sexual exploitation",
    "CCE, child criminal exploitation, county lines",
    "CSA, child sexual abuse",
    "FGM, female genital mutilation",
    "DHR, domestic homicide review, DARDR, domestic abuse related death review",
    "domestic abuse, domestic violence",
    "MARAC, multi-agency risk assessment conference",
    "MAPPA, multi-agency public protection arrangements",
    "MACPT, multi-agency child protection team",
    "DSL, designated safeguarding lead",
    "CDOP, child death overview panel",
    "CIN, child in need",
    "ICPC, child protection conference, case conference",
    "SEND, special educational needs, special educational needs and disabilities",
    "threshold document, threshold guidance, levels of need, continuum of need",
    "yearly report, annual report",
    "five-minute briefing, 5-minute briefing, seven-minute briefing, 7-minute briefing, briefing",
    "escalation, dispute resolution, resolving disagreements, professional disagreement",
    "referral, report a concern, worried about a child",
    "scrutineer, independent scrutiny",
    "CAFCASS, Children and Family Court Advisory and Support Service",
    "VCFS, VCSE, voluntary sector, community and faith sector",
    "child, children",
]


def add(apps, schema_editor):
    Synonyms = apps.get_model("search", "Synonyms")
    Synonyms.objects.bulk_create(Synonyms(words=words) for words in STARTER)


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
