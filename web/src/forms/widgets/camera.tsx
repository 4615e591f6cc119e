import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/ui/icon';

/** The camera's picture, and one button that takes it. */
export function Camera({ onPicture, onClose }: { onPicture: (picture: Blob) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let stream: MediaStream | undefined;
    let gone = false;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const open = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: true });
        if (gone) return stop();
        if (video.current) video.current.srcObject = stream;
      } catch (error) {
        setProblem(`The camera cannot be used: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    void open();
    return () => {
      gone = true;
      stop();
    };
  }, []);
  const shoot = () => {
    const source = video.current;
    if (!source) return;
    const canvas = document.createElement('canvas');
    canvas.width = source.videoWidth;
    canvas.height = source.videoHeight;
    canvas.getContext('2d')?.drawImage(source, 0, 0);
    canvas.toBlob((picture) => picture && onPicture(picture), 'image/png');
  };
  if (problem) return <p role="alert" className="text-error mt-2 text-sm">{problem}</p>;
  return (
    <div className="mt-3 flex flex-col gap-2">
      <video ref={video} autoPlay playsInline muted className="max-h-72 rounded-md bg-black" />
      <div className="flex gap-2">
        <button type="button" className="btn btn-primary btn-sm" onClick={shoot}>
          <Icon name="camera" /> Take it
        </button>
        <button type="button" className="btn btn-ghost btn-sm" onClick={onClose}>
          Close the camera
        </button>
      </div>
    </div>
  );
}
