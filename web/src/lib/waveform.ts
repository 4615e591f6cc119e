/** The largest amplitude in each of `columns` equal stretches of a recording, 0 to 1, and its length. */
export async function peaksOf(sound: Blob, columns: number): Promise<{ peaks: number[]; seconds: number }> {
  const context = new OfflineAudioContext(1, 1, 16_000);
  const buffer = await context.decodeAudioData(await sound.arrayBuffer());
  const samples = buffer.getChannelData(0);
  const width = Math.max(1, Math.floor(samples.length / columns));
  const peaks = Array.from({ length: columns }, (_, column) => {
    let peak = 0;
    for (let i = column * width; i < Math.min((column + 1) * width, samples.length); i += 1) peak = Math.max(peak, Math.abs(samples[i] ?? 0));
    return Math.min(1, peak);
  });
  return { peaks, seconds: buffer.duration };
}
