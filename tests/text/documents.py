"""Small documents of our own for the tests of zones and readings."""

from __future__ import annotations

from extractors.model import Source
from extractors.text.readings import Document, read_document


def source(text: str) -> Source:
    return Source("text.txt", text, "0" * 64)


def read(text: str) -> Document:
    return read_document(source(text))


def kinds_of(text: str, *needles: str) -> list[str]:
    """The kind of the zone in which each needle begins."""
    zones = read(text).zones
    found = []
    for needle in needles:
        at = text.index(needle)
        found.append(next(z.kind for z in zones if z.start <= at < z.end))
    return found


PAGES = "\f".join(
    [
        """                          JOURNAL OF OTTOMAN STUDIES, 12 (1991)                41

The Porte declared war on Russia on 16 August 1787.1 The campaign of the first year
brought little. In October the Russians under Suvorov held Kinburn,2 and the Grand
Vizier went into winter quarters at Shumla. The fleet had been destroyed before and

1 S. J. Shaw, Between Old and New, Cambridge, Mass. 1971, p. 27.
2 Suvorov was born in Moscow in 1730. He entered the army in 1748 and became field marshal
in 1794. He died on 18 May 1800.
""",
        """42                                     A. BROWN

could not be rebuilt. In 1788 Potemkin took Ochakov after a long siege.3 The Sultan
Abdulhamid I died on 7 April 1789, and Selim III came to the throne. The war went on
until the peace of Jassy, which was signed on 9 January 1792.4

3 See A. W. Fisher, The Russian Annexation of the Crimea, Cambridge 1970, pp. 149-151;
and Shaw, op. cit., p. 33.
4 The text is in G. Noradounghian, Recueil d'actes internationaux, vol. 2, Paris 1900, pp. 16-21.
""",
        """                          JOURNAL OF OTTOMAN STUDIES, 12 (1991)                43

After the peace the Sultan turned to his New Order. The first regiment was formed at
Levend Chiftlik in 1794.
""",
    ]
)

RULED = """Kanuni Sultan Süleyman 1521’de Belgrad’ı aldı1. Ertesi yıl Rodos kuşatıldı ve ada
şövalyelerden 1522 yılının sonunda teslim alındı2. Sultan 29 Ağustos 1526’da Mohaç’ta
Macar ordusunu yendi; Kral Lajos kaçarken bataklıkta boğuldu ve tahtı boş kaldı. Bundan
                                                        
1 Halil İnalcık, Osmanlı İmparatorluğu Klasik Çağ, çev. Ruşen Sezer, İstanbul 2003, s. 39-41.
2 Rodos kuşatmasını yöneten Çoban Mustafa Paşa Bosna’da doğdu. 1529’da Gebze’de öldü. (Bkz. Şerafettin
Turan, “Rodos’un Zaptı”, Kanuni Armağanı, Ankara 1970, s. 47-116.)
 sonra Macar tahtı için Ferdinand ile Yanoş Zapolya arasında uzun bir çekişme başladı.
Sultan 1529’da Viyana önüne geldi3 ve şehri alamadan döndü. Kışın yaklaşması ordunun
geri çekilmesine sebep oldu; Avusturya ile barış 1533’te İstanbul’da imzalandı.
                                                        
3 Kuşatma için bkz. İsmail Hami Danişmend, İzahlı Osmanlı Tarihi Kronolojisi, C. II, İstanbul 1948, s. 140.
"""

LONE = """Kanuni Sultan Süleyman 1521’de Belgrad’ı aldı1. Ertesi yıl Rodos kuşatıldı ve ada
şövalyelerden 1522 yılının sonunda teslim alındı2. Sultan 29 Ağustos 1526’da Mohaç’ta
Macar ordusunu yendi; Kral Lajos kaçarken bataklıkta boğuldu ve tahtı boş kaldı. Bundan

1
Halil İnalcık, Osmanlı İmparatorluğu Klasik Çağ, çev. Ruşen Sezer, İstanbul 2003, s. 39-41.
2
Rodos kuşatmasını yöneten Çoban Mustafa Paşa Bosna’da doğdu. 1529’da Gebze’de öldü.

45

sonra Macar tahtı için Ferdinand ile Yanoş Zapolya arasında uzun bir çekişme başladı.
Sultan 1529’da Viyana önüne geldi3 ve şehri alamadan döndü. Kışın yaklaşması ordunun
geri çekilmesine sebep oldu; Avusturya ile barış 1533’te İstanbul’da imzalandı.

3
Kuşatma için bkz. İsmail Hami Danişmend, İzahlı Osmanlı Tarihi Kronolojisi, C. II, İstanbul 1948, s. 140.

46
"""

ENDNOTES = """THE FALL OF ACRE

John Example

Al-Ashraf Khalil laid siege to Acre on 6 April 1291 (1). The city fell on 18 May 1291 [2].
The Templars held out for ten more days (3). Their grand master, William of Beaujeu, died
on the first day of the assault.

Notes

1. See P. M. Holt, The Age of the Crusades, London 1986, p. 103.
2. Abu'l-Fida took part in the siege. He was born in Damascus in 1273 and became governor
of Hama in 1310.
3. Ibid., p. 104.

Bibliography

Holt, P. M. The Age of the Crusades. London: Longman, 1986.
Runciman, S. A History of the Crusades. Vol. 3. Cambridge University Press, 1954.
"""

ARABIC = """الخلافة الفاطمية في مصر

د. أحمد سالم

الملخص

يتناول هذا البحث قيام الدولة الفاطمية في مصر ودخول جوهر الصقلي الفسطاط سنة 358هـ.

الكلمات المفتاحية: الفاطميون، القاهرة، جوهر الصقلي

المقدمة

دخل جوهر الصقلي مدينة الفسطاط في السابع عشر من شعبان سنة 358هـ (1)، وشرع في بناء القاهرة (2). ووصل المعز
لدين الله إلى مصر في رمضان سنة 362هـ (3)، وتوفي سنة 365هـ.

الهوامش

(1) المقريزي، اتعاظ الحنفا، القاهرة، 1967، ج 1، ص 102.
(2) جوهر الصقلي: ولد في صقلية سنة 300هـ تقريبا، وتوفي في القاهرة سنة 381هـ. ينظر: ابن خلكان، ج 1، ص 375.
(3) المصدر نفسه، ص 134.

المصادر والمراجع

ابن خلكان، وفيات الأعيان، بيروت، دار صادر، 1968.
"""

ARTICLES = """The treaty had five articles:

1. The Sultan shall keep the fortress of Akkerman.
2. The Tsar shall withdraw his troops from Moldavia within two months of the signature.
3. Trade in the Black Sea shall be free.

It was signed on 28 May 1812. The second treaty repeated them:

1. The Sultan shall keep the fortress.
2. The Tsar shall withdraw.
3. Trade shall be free.
"""

CHRONICLE = """1 January 1494 Charles VIII gathered his army at Lyon.
2 September 1494 The king crossed the Alps.
3 October 1494 He met Ludovico Sforza at Pavia.
17 November 1494 He entered Florence.
22 February 1495 The French entered Naples.
6 July 1495 The battle of Fornovo was fought.
"""

WRAPPED = """The Congress met at Troppau in October 1820. Metternich, Alexander I and Frederick
William III were present; Castlereagh sent his half-brother as an observer. The three
eastern powers signed the Troppau Protocol on 19 November 1820.

The next congress met at Laibach on 26 January 1821. It gave Austria leave to march on
Naples. The Austrian army entered Naples on 23 March 1821.
"""

PARAGRAPHS = """Selçuklu sultanı Alp Arslan, 26 Ağustos 1071'de Malazgirt'te Bizans imparatorunu yendi. İmparator esir düştü.
Sultan, 1072 yılında Maveraünnehir seferine çıktı. Orada bir kale komutanı tarafından yaralandı ve öldü.
Yerine oğlu Melikşah geçti; Nizamülmülk vezirliğe devam etti.
"""

SPACED = "\n\n".join(
    [
        "ÖZ",
        "Bu makale Karlofça Antlaşması’nın imzalanmasına giden yolu, görüşmelere katılan elçilerin",
        "yazdıkları raporlara dayanarak anlatır.",
        "Anahtar Kelimeler: Karlofça, Rami Mehmed Efendi, Avusturya, Venedik",
        "ABSTRACT",
        "This article tells of the way to the treaty of Karlowitz by the reports that the envoys who",
        "took part in the talks wrote to their courts.",
        "Keywords: Karlowitz, Rami Mehmed Efendi, Austria, Venice",
        "GİRİŞ",
        "Osmanlı ordusu 11 Eylül 1697’de Zenta’da ağır bir yenilgiye uğradı. Bunun üzerine Sadrazam",
        "Amcazade Hüseyin Paşa barış yolunu aradı. Görüşmeler 13 Kasım 1698’de başladı ve iki aydan",
        "uzun sürdü; antlaşma 26 Ocak 1699’da imzalandı.",
    ]
)
