"""Sentences to train tiny tokenizers on. What they say does not matter; which letters and marks they use does."""

SENTENCES = """
The quick brown fox jumps over the lazy dog.
Marie Curie was born in Warsaw and worked in Paris.
She sells sea shells by the sea shore, doesn't she?
It wasn't cheap: 1,299.99 dollars for a lamp (with shade)!
The capital of France is Paris; the capital of Poland is Warsaw.
A bridge connects the old town with the new harbour.
He asked, "Where are the keys?" and nobody answered.
In 1969 people walked on the moon for the first time.
Water boils at 100 degrees, or 212 in other units.
The committee's decision was not unexpected, was it?
Größe und Höhe sind für Bäume wichtig, sagte Jürgen Müller.
Où est la bibliothèque? Elle est près de l'église.
El niño comió una manzana y bebió agua fría.
São Paulo é a maior cidade do país.
Žluťoučký kůň úpěl ďábelské ódy.
Каждый охотник желает знать, где сидит фазан.
Москва и Санкт-Петербург большие города.
Η γρήγορη αλεπού πηδάει πάνω από το σκυλί.
東京は日本の首都です。とても大きな街です。
北京是中国的首都，上海是最大的城市。
서울은 대한민국의 수도이다.
القاهرة عاصمة مصر وأكبر مدنها.
नई दिल्ली भारत की राजधानी है।
Email me at someone@example.org or call +1 555 0100.
Running, runner, ran; walking, walker, walked; talking, talker, talked.
unhappiness, unhappily, happier, happiest, happy
internationalisation and localisation of applications
The film was wonderful, touching and beautifully played.
The film was terrible, boring and far too long.
I love this camera, the pictures are sharp and bright.
I hate this camera, the battery died after two days.
for (int i = 0; i < 10; ++i) { sum += values[i] * 2; }
def area(radius): return 3.14159 * radius ** 2
SELECT name, count(*) FROM cities WHERE country = 'PL' GROUP BY name;
Angela travelled from Berlin to London with Google and Microsoft engineers.
The United Nations met in New York and Geneva last week.
Emoji are fun 🙂 🎉 👍 and sometimes ❤️ confusing.
Tabs	and  double  spaces and trailing spaces  are kept or not.
""".strip().splitlines()
