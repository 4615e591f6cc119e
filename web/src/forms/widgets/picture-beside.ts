import { isMedia } from '@/lib/media';
import type { WidgetProps } from '../widget';

/** The picture among the other inputs, which marks are drawn on. */
export function pictureBeside({ siblings, files }: WidgetProps): Blob | undefined {
  const names = Object.values(siblings).flatMap((value) => (isMedia(value) ? [value.$media] : []));
  return names.map((name) => files[name]).find((file) => file?.type.startsWith('image/'));
}

/** Where the pointer is, in pixels of the picture itself. */
export function pixelAt(picture: HTMLImageElement, clientX: number, clientY: number): { x: number; y: number } {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const within = (share: number, size: number) => Math.round(Math.min(1, Math.max(0, share)) * size);
  return {
    x: within((clientX - left) / width, picture.naturalWidth),
    y: within((clientY - top) / height, picture.naturalHeight),
  };
}
