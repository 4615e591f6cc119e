// A voice: phones as formants, which a buzz and a hiss go through. "Hello. One, two, three."

export const rate = 16_000;

// Formants in Hz, how much buzz, how much hiss, the formant of the hiss in Hz, milliseconds
const phones = {
  '-': [[500, 1500, 2500], 0, 0, 2000, 60],
  h: [[530, 1700, 2500], 0, 0.12, 1600, 80],
  e: [[550, 1800, 2500], 1, 0, 2000, 110],
  l: [[360, 1050, 2700], 0.55, 0, 2000, 80],
  o: [[560, 900, 2400], 1, 0, 2000, 110],
  u: [[320, 900, 2250], 0.8, 0, 2000, 130],
  w: [[300, 650, 2200], 0.5, 0, 2000, 80],
  a: [[680, 1150, 2500], 1, 0, 2000, 130],
  n: [[270, 1650, 2600], 0.4, 0, 2000, 110],
  t: [[350, 1800, 2700], 0, 0, 2000, 70],
  T: [[350, 1800, 2700], 0, 0.35, 4200, 40],
  f: [[350, 1500, 2600], 0, 0.16, 5600, 110],
  r: [[330, 1100, 1500], 0.6, 0, 2000, 80],
  i: [[290, 2250, 3000], 0.9, 0, 2000, 210],
};

// The same hiss each time.
let seed = 1;
const hiss = () => ((seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 1_073_741_824 - 1);

function resonator() {
  let [one, two] = [0, 0];
  return (input, frequency, width) => {
    const radius = Math.exp((-Math.PI * width) / rate);
    const b = 2 * radius * Math.cos((2 * Math.PI * frequency) / rate);
    const out = (1 - b + radius * radius) * input + b * one - radius * radius * two;
    [two, one] = [one, out];
    return out;
  };
}

// From each phone to the next in 50 ms.
function* course(text) {
  let last = phones['-'];
  for (const phone of text) {
    const next = phones[phone];
    const samples = (next[4] * rate) / 1000;
    for (let i = 0; i < samples; i += 1) {
      const share = Math.min(1, i / (0.05 * rate));
      const between = (a, b) => a + (b - a) * share;
      yield { formants: next[0].map((value, k) => between(last[0][k], value)), buzz: between(last[1], next[1]), hissing: between(last[2], next[2]), place: next[3] };
    }
    last = next;
  }
}

function say(text, high, low) {
  const steps = [...course(text)];
  const [first, second, third, fourth, noise] = Array.from({ length: 5 }, resonator);
  let phase = 0;
  return steps.map(({ formants: [f1, f2, f3], buzz, hissing, place }, i) => {
    const progress = i / steps.length;
    phase = (phase + (high + (low - high) * progress + 2 * Math.sin(i / 900)) / rate) % 1;
    const pulse = phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) ** 2 - 0.3 : -0.3; // the air that opens and closes
    const throat = fourth(third(second(first(buzz * pulse, f1, 80), f2, 100), f3, 140), 3600, 220);
    return throat + 0.9 * noise(hissing * hiss(), place, 900);
  });
}

const quiet = (seconds) => new Array(seconds * rate).fill(0);
const scaled = (samples, top) => {
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return samples.map((value) => (value / peak) * top);
};

export const speech = () => scaled([...quiet(0.2), ...say('-helou-', 135, 105), ...quiet(0.2), ...say('-wan-', 128, 112), ...say('-tTu-', 124, 108), ...say('-fri--', 122, 88), ...quiet(0.2)], 0.8);

/** The same beside a machine that hums and hisses. */
export const noisySpeech = () => scaled(speech().map((value, i) => value + 0.08 * hiss() + 0.08 * Math.sin((2 * Math.PI * 100 * i) / rate) + 0.04 * Math.sin((2 * Math.PI * 300 * i) / rate)), 0.8);
