import { useObjectUrl } from '@/lib/use-object-url';
import { Icon } from '@/ui/icon';
import type { WidgetProps } from '../widget';
import { FileDrop } from './file-drop';

function Preview({ file, label }: { file: Blob; label: string }) {
  const url = useObjectUrl(file);
  if (file.type.startsWith('image/')) return <img src={url} alt={label} className="max-h-72 max-w-full rounded-md" />;
  return (
    <a href={url} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-1 text-sm">
      <Icon name="document" /> Open the document
    </a>
  );
}

/** A PDF, or the picture of a page. */
export const DocumentWidget = (props: WidgetProps) => (
  <FileDrop {...props} accept="application/pdf,image/*" noun="document" icon="document" preview={(file) => <Preview file={file} label={props.label} />} />
);
