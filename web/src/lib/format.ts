/** Numbers and times in words that people read. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
export const count = (value: number): string => compact.format(value);
export const whole = (value: number): string => value.toLocaleString('en');

export function duration(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 1000) return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Seconds as a position in a recording: 1:02.5 */
export function position(seconds: number): string {
  const rest = (seconds % 60).toFixed(1).padStart(4, '0');
  return `${Math.floor(seconds / 60)}:${rest}`;
}

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function ago(time: number | string, now = Date.now()): string {
  const seconds = (now - new Date(time).getTime()) / 1000;
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  return step ? relative.format(-Math.round(seconds / step[1]), step[0]) : 'just now';
}

export const plural = (number: number, noun: string): string => `${whole(number)} ${noun}${number === 1 ? '' : 's'}`;
