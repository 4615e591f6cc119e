import { useEffect, useRef, useState } from 'react';
import { position } from '@/lib/format';
import { Icon } from '@/ui/icon';

/** Records until it is stopped. */
export function Microphone({ onSound }: { onSound: (sound: Blob, name: string) => void }) {
  const recorder = useRef<MediaRecorder>(null);
  const [seconds, setSeconds] = useState<number>();
  const [problem, setProblem] = useState('');
  const recording = seconds !== undefined;
  useEffect(() => {
    if (!recording) return;
    const started = Date.now();
    const timer = setInterval(() => setSeconds((Date.now() - started) / 1000), 200);
    return () => clearInterval(timer);
  }, [recording]);
  useEffect(() => () => recorder.current?.stream.getTracks().forEach((track) => track.stop()), []);

  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream);
      made.ondataavailable = ({ data }) => {
        const type = made.mimeType.split(';')[0] ?? 'audio/webm';
        onSound(new Blob([data], { type }), `recording.${type.split('/')[1]}`);
        stream.getTracks().forEach((track) => track.stop());
        setSeconds(undefined);
      };
      recorder.current = made;
      made.start();
      setProblem('');
      setSeconds(0);
    } catch (error) {
      setProblem(`The microphone cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <>
      <button type="button" className={`btn btn-sm ${recording ? 'btn-error' : ''}`} onClick={() => (recording ? recorder.current?.stop() : void start())}>
        <Icon name={recording ? 'stop' : 'microphone'} /> {recording ? `Stop at ${position(seconds)}` : 'Record'}
      </button>
      {problem && <span role="alert" className="text-error text-sm">{problem}</span>}
    </>
  );
}
