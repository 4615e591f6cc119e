import { useObjectUrl } from '@/lib/use-object-url';
import type { WidgetProps } from '../widget';
import { FileDrop } from './file-drop';

function Preview({ file, label }: { file: Blob; label: string }) {
  const url = useObjectUrl(file);
  // eslint-disable-next-line jsx-a11y/media-has-caption -- a file of the user's, which has none
  return <video src={url} controls aria-label={label} className="max-h-72 max-w-full rounded-md" />;
}

export const VideoWidget = (props: WidgetProps) => (
  <FileDrop {...props} accept="video/*" noun="video" icon="video" preview={(file) => <Preview file={file} label={props.label} />} />
);
