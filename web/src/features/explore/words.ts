import type { Verdict } from '@/api/models';

/** What stands in the way, in a few words; the check says it in full. */
export const obstacles: Record<Verdict['obstacles'][number]['code'], string> = {
  no_task: 'no task is named',
  task_not_supported: 'its task is not served yet',
  model_gated: 'access has to be asked for',
  no_config: 'it has no config.json',
  architecture_not_supported: 'its architecture is not supported',
  remote_code: 'it needs code from its repository',
  no_weights: 'it has neither safetensors nor ONNX',
  pickle_weights: 'its weights are pickles, which can run code',
  missing_file: 'a file is missing',
  file_too_large: 'a file is too large',
  insufficient_memory: 'too large for the memory',
  insufficient_disk: 'too large for the disk',
};

export const obstacle = (code: string): string => (code in obstacles ? obstacles[code as keyof typeof obstacles] : code);

export const gatedWords = (gated: false | 'auto' | 'manual' | null): string =>
  gated === null ? 'Gated: not known' : gated === false ? 'Open to all' : gated === 'auto' ? 'Gated: access after agreeing' : 'Gated: access by the owner';

export const hubUrl = (id: string): string => `https://huggingface.co/${id}`;
