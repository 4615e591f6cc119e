import {
  ArrowDown, ArrowLeft, ArrowUpRight, Boxes, Camera, Check, ChevronDown, ChevronRight, Cpu, Download, FileText, History,
  Image, Lock, Mic, Monitor, Moon, Music, Pause, Pin, Play, Plus, Search, Square, Star, Sun, Trash2, TriangleAlert, Video, X, Columns2, Home, Copy, Unlock, Heart, HardDrive, CircleCheck, CircleX, CircleHelp,
  type LucideIcon,
} from 'lucide-react';

const icons = {
  arrowDown: ArrowDown, back: ArrowLeft, outside: ArrowUpRight, boxes: Boxes, camera: Camera, check: Check, down: ChevronDown,
  right: ChevronRight, cpu: Cpu, download: Download, document: FileText, history: History, image: Image, lock: Lock,
  microphone: Mic, system: Monitor, moon: Moon, audio: Music, pause: Pause, pin: Pin, play: Play, plus: Plus, search: Search,
  stop: Square, star: Star, sun: Sun, trash: Trash2, warning: TriangleAlert, video: Video, close: X, compare: Columns2, home: Home, copy: Copy,
  unlock: Unlock, heart: Heart, disk: HardDrive, yes: CircleCheck, no: CircleX, unknown: CircleHelp,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;

/** A picture beside words; alone, its button has a label. */
export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  const Drawn = icons[name];
  return <Drawn className={`${className} shrink-0`} aria-hidden="true" />;
}
