"""Writes a memory in three languages with codes and properties: memory.py MEGABYTES [--findings] >FILE. The same every time.
With --findings, one segment of each unit ends with a blank, which `tmx validate` warns of."""
import sys

SENTENCES = [
    ("The committee adopted the law on the budget of the state at its meeting in Baku",
     "Komitə Bakıda keçirilən iclasında dövlət büdcəsi haqqında qanunu qəbul etdi",
     "Комитет принял закон о государственном бюджете на заседании в Баку"),
    ("The working group discussed the report &amp; the annex &lt;draft 2&gt;",
     "İşçi qrupu hesabatı &amp; əlavəni müzakirə etdi &lt;layihə 2&gt;",
     "Рабочая группа обсудила отчёт &amp; приложение &lt;проект 2&gt;"),
    ('Press <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept> to keep <ph x="2">{0}</ph> here',
     '<bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>Saxla<ept i="1">&lt;/b&gt;</ept> düyməsini basın, <ph x="2">{0}</ph> burada qalsın',
     'Нажмите <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>Сохранить<ept i="1">&lt;/b&gt;</ept>, и <ph x="2">{0}</ph> останется здесь'),
    ("The delegation signed the agreement on trade, without amendments, on 12 May 2024",
     "Nümayəndə heyəti 12 may 2024-cü ildə ticarət haqqında sazişi düzəliş edilmədən imzaladı",
     "Делегация подписала соглашение о торговле без поправок 12 мая 2024 года"),
]


def main():
    most = int(sys.argv[1]) * 1_000_000
    end = " " if "--findings" in sys.argv[2:] else ""
    write = sys.stdout.buffer.write
    written = write(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  <header creationtool="bench" creationtoolversion="1" '
        b'segtype="sentence" o-tmf="none" adminlang="en" srclang="en" datatype="html"/>\n  <body>\n'
    )
    unit = 0
    while written < most:
        date = f"2024{unit % 12 + 1:02}{unit % 28 + 1:02}T101500Z"
        lines = [
            f'    <tu tuid="u{unit}" creationdate="{date}" creationid="aysel" changedate="{date}" changeid="ivan">\n'
            f'      <prop type="x-document">doc_{unit % 97}.docx</prop>\n'
        ]
        for language, text in zip(("en", "az", "ru"), SENTENCES[unit % len(SENTENCES)]):
            lines.append(f'      <tuv xml:lang="{language}"><seg>{text} {unit}.{end if language == "az" else ""}</seg></tuv>\n')
        lines.append("    </tu>\n")
        written += write("".join(lines).encode())
        unit += 1
    write(b"  </body>\n</tmx>\n")


main()
