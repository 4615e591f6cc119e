import type { WidgetProps } from '../widget';
import { AudioPlayer } from '@/ui/audio-player';
import { FileDrop } from './file-drop';
import { Microphone } from './microphone';

export function AudioWidget(props: WidgetProps) {
  const tools = <Microphone onSound={(sound, name) => props.onChange(props.keep(sound, name))} />;
  return (
    <FileDrop {...props} accept="audio/*,video/webm,video/mp4" noun="recording" icon="audio" tools={tools} preview={(file) => <AudioPlayer source={file} label={props.label} />} />
  );
}
