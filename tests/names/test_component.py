from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import language_codes, load_language
from extractors.names.component import NameFinder
from extractors.words import find_words

Find = Callable[[str, str], list[tuple[str, str]]]

SENTENCES = {
    "tr": [
        # titles behind and before; the rank stays outside, the honorific inside
        ("Müşir Fahri Kâmilzade Paşa ile Albay Orhan Derbentli sınıra gitti.", "Fahri Kâmilzade Paşa", "Person"),
        ("Müşir Fahri Kâmilzade Paşa ile Albay Orhan Derbentli sınıra gitti.", "Orhan Derbentli", "Person"),
        ("O yıl Vali Çermenli İstanbul’a döndü.", "İstanbul", "Place"),
        ("Sadrazam Sokollu Mehmed Paşa’nın mektubu", "Sokollu Mehmed Paşa", "Person"),
        ("Heyette Rıfkı (Tezel) Bey de vardı.", "Rıfkı (Tezel) Bey", "Person"),
        ("Heyete M. Selim Paşa katıldı.", "M. Selim Paşa", "Person"),
        ("Kararı X. Innocentius reddetti.", "X. Innocentius", "Person"),
        # bodies: numbers, izafet, "ve" within, capitals and none
        ("Sonra XIV. Kolordu’ya geçti.", "XIV. Kolordu", "Organisation"),
        ("Bunun üzerine 27. Alay ilerledi.", "27. Alay", "Organisation"),
        ("Bir ara Meclis-i Umumi’ye seçildi.", "Meclis-i Umumi", "Organisation"),
        ("Köyde Toprak ve Emek Cemiyeti kuruldu.", "Toprak ve Emek Cemiyeti", "Organisation"),
        ("Bu karar Tiflis hükümetine bildirildi.", "Tiflis hükümeti", "Organisation"),
        ("Teklif Meclis’te görüşüldü.", "Meclis", "Organisation"),
        # a common noun in lower case leaves the people
        ("Sınırda Rus ordusu bekliyordu.", "Rus", "Group"),
        ("Şehri Anadolu Türkleri savundu.", "Anadolu Türkleri", "Group"),
        ("Fransızlarla anlaşma yapıldı.", "Fransızlar", "Group"),
        # unknown places: head, case, event
        ("Oradan Zerdali kasabasına geçti.", "Zerdali", "Place"),
        ("Gece Hormundağ’da kaldılar.", "Hormundağ", "Place"),
        ("Asıl savaş Peltek Muharebesi ile başladı.", "Peltek", "Place"),
        ("Dün VELİ PAŞA’NIN ÖLÜMÜ duyuldu.", "VELİ PAŞA", "Person"),
    ],
    "az": [
        # two names with nothing between: a numeral, initials, a town's noun, a genitive part them
        ("Sonra Qara Yusif I İbrahimi əsir aldı.", "Qara Yusif", "Person"),
        ("Notanı Karaxanov F.Xoyskiyə göndərdi.", "F.Xoyski", "Person"),
        ("O zaman çar III Georgi Dəbil şəhərini aldı.", "III Georgi", "Person"),
        ("Sonra Möminə xatun Davidin oğlu ilə gəldi.", "Möminə xatun", "Person"),
        ("O, KP MK-nın katibi idi.", "KP MK", "Organisation"),
        ("Qərarı Bakı Soveti verdi.", "Bakı Soveti", "Organisation"),
        ("Görüşdə Cavad xan Ziyadlı iştirak etdi.", "Cavad xan", "Person"),
        ("Sonra Mirzə Kərim Şahbazov Tiflisə getdi.", "Mirzə Kərim Şahbazov", "Person"),
        ("Sonra Mirzə Kərim Şahbazov Tiflisə getdi.", "Tiflis", "Place"),
        ("O, Maarif Nazirliyində işləyirdi.", "Maarif Nazirliyi", "Organisation"),
        ("Hücumu 17-ci Atıcı Diviziyası dəf etdi.", "17-ci Atıcı Diviziyası", "Organisation"),
        ("Şəhərdə ermənilər və gürcülər yaşayırdı.", "ermənilər", "Group"),
        ("Şəhərdə ermənilər və gürcülər yaşayırdı.", "gürcülər", "Group"),
        ("Döyüş Sarıqışlaqda baş verdi.", "Sarıqışlaq", "Place"),
        ("Türkiyəyə kömək göndərildi.", "Türkiyə", "Place"),
    ],
    "en": [
        ("In May Lord Ashdown met Count Belanov.", "Ashdown", "Person"),
        ("In May Lord Ashdown met Count Belanov.", "Belanov", "Person"),
        ("It was the first letter of Raymond of Tripoli.", "Raymond of Tripoli", "Person"),
        ("The plan of the Ministry of War failed.", "Ministry of War", "Organisation"),
        ("The League of Upper Gardens was dissolved.", "League of Upper Gardens", "Organisation"),
        ("He died at Quarrenby on that day.", "Quarrenby", "Place"),
        ("The treaty of Vardholm was read aloud.", "Vardholm", "Place"),
        ("The soldiers feared the Bulgarians.", "Bulgarians", "Group"),
        ("The reply of Kazim Karabekir Pasha's staff was short.", "Kazim Karabekir Pasha", "Person"),
    ],
    "ar": [
        ("وصل العقيد رامز شهابلي إلى حلب", "رامز شهابلي", "Person"),
        ("وصل العقيد رامز شهابلي إلى حلب", "حلب", "Place"),
        ("كتب عبد الحليم باشا رسالة", "عبد الحليم باشا", "Person"),
        ("ودخل نجم الدين المدينة", "نجم الدين", "Person"),
        ("انتقل الفيلق الثاني عشر إلى الشمال", "الفيلق الثاني عشر", "Organisation"),
        ("أعلنت وزارة الحربية ذلك", "وزارة الحربية", "Organisation"),
        ("قاتل اليونانيون في الجبال", "اليونانيون", "Group"),
        ("نزل الجيش في مدينة درنكوي", "درنكوي", "Place"),
        ("تفاوض السفير البريطاني كوردوين معهم", "كوردوين", "Person"),
        # nasab: an unknown word before ibn, openers in a row, a clitic before the first word
        ("ثم قاتلهم درهاب بن أبي سلمان", "درهاب بن أبي سلمان", "Person"),
        ("وفد وبكيل بن عبد الملك إليه", "بكيل بن عبد الملك", "Person"),
        ("وولى نور الدين ابن أخيه عليها", "نور الدين", "Person"),
        # a numeral makes a ruler of the word before it; one name ends where the next begins
        ("وسار درهاب الثالث إلى حلب", "درهاب الثالث", "Person"),
        ("وهزم سليم الأول قانصوه في السهل", "سليم الأول", "Person"),
        ("عاد السلطان محمود وأنزل جنده", "محمود", "Person"),
        ("كتب ابن سينا والفارابي في ذلك", "الفارابي", "Person"),
        # names of office, known by the table, with a nisba
        ("دخلها عضد الدولة البويهي", "عضد الدولة البويهي", "Person"),
        ("وبويع المستنصر بالله بعده", "المستنصر بالله", "Person"),
        # a building bears a person's name; a battle the name of any word
        ("صلى في جامع أحمد بن طولون", "جامع أحمد بن طولون", "Place"),
        ("كان ذلك بعد معركة الشجيرة", "الشجيرة", "Place"),
        ("أعلنت الحكومة اليمنية ذلك", "الحكومة اليمنية", "Organisation"),
        ("حكم الأمويون قرنا", "الأمويون", "Group"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "mention", "kind"),
    [(code, *row) for code, rows in SENTENCES.items() for row in rows],
)
def test_a_sentence_gives_its_name(
    code: str, text: str, mention: str, kind: str, name: Find
) -> None:
    assert (mention, kind) in name(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("tr", "Bunun üzerine hükümet istifa etti. Ancak Padişah kararı onaylamadı."),
        ("tr", "15 Mayıs günü Pazartesi idi; Türkçe konuşuldu."),
        ("tr", "Bandırma vapuru ile yola çıktılar."),
        ("az", "Bundan sonra çek yazıldı və bir milyon frank verildi."),
        ("en", "However, the Sultan refused. In March the war went on."),
        ("en", "The chronicle was written in Arabic."),
        ("ar", "وقد قرر السلطان أن ينتقل إلى العاصمة"),
        ("ar", "كانت الأراضي التركية واسعة"),
    ],
)
def test_a_sentence_without_names_gives_none(code: str, text: str, name: Find) -> None:
    assert name(code, text) == []


@pytest.mark.parametrize("code", language_codes("names"))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_candidates_stand_in_order_within_the_text(code: str, data: st.DataObject) -> None:
    bits = [text for rows in SENTENCES.values() for text, *_ in rows]
    text = data.draw(
        st.lists(
            st.one_of(st.sampled_from(bits), st.text(max_size=12), st.just("\n\n")), max_size=6
        ).map(" ".join)
    )
    found = NameFinder(code).find(find_words(text, load_language(code)))
    last = 0
    for candidate in found:
        assert last <= candidate.start < candidate.end <= len(text)
        last = candidate.end


def test_entities_of_a_recogniser_before_it_win() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Ankara"}])
    nlp.add_pipe("histkg_names", config={"language": "en"})
    doc = nlp("They wrote to Ankara and to Sivas.")
    assert [(c.type, c.rule) for c in doc._.name_candidates] == [
        ("Organisation", "ner ORG"),
        ("Place", "gazetteer"),
    ]
