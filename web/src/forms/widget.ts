import type { Json, JsonObject } from '@/lib/json';
import type { Files, Media } from '@/lib/media';
import type { Schema } from './schema';

/** What every widget gets. `undefined` is an input that is not there. */
export interface WidgetProps {
  id: string;
  label: string;
  schema: Schema;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  files: Files;
  /** Keeps a file beside the draft; gives what stands for it in the value. */
  keep: (file: Blob, name: string) => Media;
  /** The values beside this one: marks are drawn on the picture among them. */
  siblings: JsonObject;
}
