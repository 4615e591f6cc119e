/**
 * One channel of 16-bit WAV.
 * @param {readonly number[]} samples from -1 to 1
 * @param {number} rate in Hz
 * @returns {Buffer}
 */
export function wav(samples, rate) {
  const out = Buffer.alloc(44 + 2 * samples.length);
  out.write('RIFF', 0);
  out.writeUInt32LE(36 + 2 * samples.length, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(1, 22);
  out.writeUInt32LE(rate, 24);
  out.writeUInt32LE(2 * rate, 28);
  out.writeUInt16LE(2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36);
  out.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((value, i) => out.writeInt16LE(Math.round(32_767 * value), 44 + 2 * i));
  return out;
}
