import { useState } from 'react';
import { useObjectUrl } from '@/lib/use-object-url';
import { Icon } from '@/ui/icon';
import type { WidgetProps } from '../widget';
import { Camera } from './camera';
import { FileDrop } from './file-drop';

function Preview({ file, label }: { file: Blob; label: string }) {
  const url = useObjectUrl(file);
  return url ? <img src={url} alt={label} className="max-h-72 max-w-full rounded-md" /> : null;
}

export function ImageWidget(props: WidgetProps) {
  const [camera, setCamera] = useState(false);
  const take = (picture: Blob) => {
    setCamera(false);
    props.onChange(props.keep(picture, 'camera.png'));
  };
  const tools = (
    <button type="button" className="btn btn-sm" aria-pressed={camera} onClick={() => setCamera(!camera)}>
      <Icon name="camera" /> Camera
    </button>
  );
  return (
    <>
      <FileDrop {...props} accept="image/*" noun="picture" icon="image" tools={tools} preview={(file) => <Preview file={file} label={props.label} />} />
      {camera && <Camera onPicture={take} onClose={() => setCamera(false)} />}
    </>
  );
}
