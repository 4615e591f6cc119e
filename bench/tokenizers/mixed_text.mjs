// The same mixed text every time: prose, code, numbers, many scripts and emoji.
const words = ("the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their " +
  "will when who him been has more if no out do so can what up said about other into than its time only could new them man some these then two first may any like " +
  "tokenizer language model attention transformer encoding vocabulary normalization international unbelievable characteristically re-entrant state-of-the-art " +
  "über straße naïve façade Ωμέγα привет мир здравствуйте שלום مرحبا नमस्ते สวัสดี 日本語 中文 한국어 テキスト 東京 🙂 👩‍👩‍👧 🇫🇷 ½ … “quoted” it's don't we've").split(" ");
const lines = ["for (int i = 0; i < n; ++i) { sum += values[i] * 2.5f; }", "def encode(self, text: str) -> list[int]:  # see https://example.org/a?b=c",
  '{"id": 12345, "name": "value", "list": [1, 2, 3.14159, null]}', "\t| 2024-07-26 12:34:56 | 99.95 % | +49 30 1234567 |"];

export function mixedText(bytes) {
  let state = 12345;
  const random = (n) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % 65536 % n;
  const parts = [];
  for (let size = 0; size < bytes; ) {
    let line = "";
    if (random(12) === 0) line = lines[random(lines.length)];
    else for (let n = 6 + random(20); n > 0; --n) line += (line ? " " : "") + words[Math.min(random(words.length), random(words.length))] + (random(9) === 0 ? "," : "");
    line += random(3) ? ".\n" : "\n";
    parts.push(line);
    size += Buffer.byteLength(line);
  }
  return parts.join("");
}
