import { bytesOf } from './media';

/** Sounds that are played one after the other as they come, without a gap between them. */
export class SoundQueue {
  private readonly context = new AudioContext();
  private end = 0;
  private last: Promise<void> = Promise.resolve();
  /** How long they are together, in seconds. */
  seconds = 0;

  add(uri: string): Promise<void> {
    this.last = this.last.then(() => this.schedule(uri));
    return this.last;
  }

  private async schedule(uri: string): Promise<void> {
    if (this.context.state === 'closed') return;
    const buffer = await this.context.decodeAudioData(bytesOf(uri).buffer);
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.context.destination);
    const start = Math.max(this.end, this.context.currentTime);
    source.start(start);
    this.end = start + buffer.duration;
    this.seconds += buffer.duration;
  }

  /** Seconds that have been heard. */
  get heard(): number {
    return this.seconds - Math.max(0, this.end - this.context.currentTime);
  }

  /** A browser may keep a page silent until it is touched. */
  get isPlaying(): boolean {
    return this.context.state === 'running';
  }

  play = (): void => void this.context.resume();
  pause = (): void => void this.context.suspend();
  close = (): void => void this.context.close();
}
