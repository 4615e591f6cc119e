import { useState, type MouseEventHandler, type PointerEventHandler, type ReactNode, type RefObject } from 'react';

export interface Box {
  xmin: number;
  ymin: number;
  xmax: number;
  ymax: number;
}

interface Props {
  src: string;
  alt: string;
  boxes?: (Box & { color: string; label?: string; faded?: boolean })[];
  points?: { x: number; y: number; color: string; faded?: boolean }[];
  pictureRef?: RefObject<HTMLImageElement | null>;
  onClick?: MouseEventHandler;
  onPointerDown?: PointerEventHandler;
  onPointerMove?: PointerEventHandler;
  onPointerUp?: PointerEventHandler;
  /** Drawn between the picture and the marks, of the picture's size. */
  children?: ReactNode;
}

/** A picture with marks in its own pixels. What the marks say is listed beside it. */
export function MarkedPicture({ src, alt, boxes = [], points = [], pictureRef, children, ...handlers }: Props) {
  const [size, setSize] = useState<{ width: number; height: number }>();
  const unit = size ? Math.max(size.width, size.height) / 100 : 1;
  return (
    <div className={`relative inline-block max-w-full self-start overflow-hidden rounded-md ${handlers.onClick || handlers.onPointerDown ? 'cursor-crosshair touch-none' : ''}`} {...handlers}>
      <img
        ref={pictureRef}
        src={src}
        alt={alt}
        className="max-h-[70vh] max-w-full"
        onLoad={({ currentTarget }) => setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })}
      />
      {children}
      {size && (
        <svg viewBox={`0 0 ${size.width} ${size.height}`} className="pointer-events-none absolute inset-0 size-full" aria-hidden="true">
          {boxes.map(({ xmin, ymin, xmax, ymax, color, label, faded }, i) => (
            <g key={i} opacity={faded ? 0.15 : 1}>
              <rect x={xmin} y={ymin} width={xmax - xmin} height={ymax - ymin} fill="none" stroke="#000" strokeOpacity={0.5} strokeWidth={5} vectorEffect="non-scaling-stroke" />
              <rect x={xmin} y={ymin} width={xmax - xmin} height={ymax - ymin} fill="none" stroke={color} strokeWidth={2.5} vectorEffect="non-scaling-stroke" />
              {label && (
                <text x={xmin + unit} y={Math.max(ymin - unit, 3.5 * unit)} fontSize={3.5 * unit} fill="#fff" stroke="#000" strokeWidth={0.8 * unit} paintOrder="stroke" fontWeight={600}>
                  {label}
                </text>
              )}
            </g>
          ))}
          {points.map(({ x, y, color, faded }, i) => (
            <circle key={i} cx={x} cy={y} r={unit} fill={color} stroke="#000" strokeWidth={1.5} vectorEffect="non-scaling-stroke" opacity={faded ? 0.15 : 1} />
          ))}
        </svg>
      )}
    </div>
  );
}
