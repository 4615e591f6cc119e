import { useEffect, useRef, useState } from 'react';
import { AmbientLight, Box3, Color, DirectionalLight, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { bytesOf } from '@/lib/media';
import { whole } from '@/lib/format';
import type { AnswerProps } from './answer';

/** Draws a GLB into a place of the page; gives what takes it away again. */
async function show(place: HTMLElement, glb: ArrayBuffer): Promise<() => void> {
  const scene = new Scene();
  scene.background = new Color(0x8a8f98);
  const { scene: body } = await new GLTFLoader().parseAsync(glb, '');
  const bounds = new Box3().setFromObject(body);
  const size = bounds.getSize(new Vector3()).length() || 1;
  body.position.sub(bounds.getCenter(new Vector3()));
  const light = new DirectionalLight(0xffffff, 2.5);
  light.position.set(1, 2, 3);
  scene.add(body, light, new AmbientLight(0xffffff, 1));
  const camera = new PerspectiveCamera(40, place.clientWidth / 400, size / 100, size * 10);
  camera.position.set(size * 0.8, size * 0.5, size * 1.2);
  const renderer = new WebGLRenderer({ antialias: true });
  renderer.setPixelRatio(window.devicePixelRatio);
  renderer.setSize(place.clientWidth, 400);
  place.append(renderer.domElement);
  const controls = new OrbitControls(camera, renderer.domElement);
  const draw = () => renderer.render(scene, camera);
  controls.addEventListener('change', draw);
  controls.update();
  draw();
  return () => {
    controls.dispose();
    renderer.dispose();
    renderer.domElement.remove();
  };
}

export default function ModelAnswer({ output }: AnswerProps<'3d'>) {
  const place = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let gone = false;
    let remove: (() => void) | undefined;
    const open = async () => {
      if (!place.current) return;
      try {
        remove = await show(place.current, bytesOf(output.model_base64).buffer);
        if (gone) remove();
      } catch (error) {
        setProblem(`The model cannot be drawn here: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    void open();
    return () => {
      gone = true;
      remove?.();
    };
  }, [output.model_base64]);
  return (
    <figure className="flex flex-col gap-2">
      <div ref={place} role="img" aria-label="The 3D model; drag to turn it" className="overflow-hidden rounded-md" />
      {problem && <p role="alert" className="text-error text-sm">{problem}</p>}
      <figcaption className="text-base-content/75 text-sm">{whole(output.vertices)} vertices, {whole(output.faces)} faces</figcaption>
    </figure>
  );
}
