/** Small files that are what they say, made here. */
import { deflateSync } from 'node:zlib';

import { wav as encoded } from '../../../tools/examples/wav.mjs';

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(8);
  out.writeUInt32BE(data.length, 0);
  out.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)]);
}

/** A grey picture, `shade(x, y)` in each place. */
export function png(width: number, height: number, shade: (x: number, y: number) => number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (__, x) => shade(x, y))]));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

/** A tone. */
export function wav(seconds: number, rate = 16_000): Buffer {
  const count = Math.round(seconds * rate);
  return encoded(Array.from({ length: count }, (_, i) => 0.6 * Math.sin((2 * Math.PI * 440 * i) / rate) * Math.sin((Math.PI * i) / count)), rate);
}

/** One triangle as a GLB. */
export function glb(): Buffer {
  const corners = Buffer.from(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer);
  const scene = {
    asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0 }], buffers: [{ byteLength: corners.length }], bufferViews: [{ buffer: 0, byteLength: corners.length }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }], accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] }],
  };
  const text = Buffer.from(JSON.stringify(scene));
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, 0x20)]);
  const head = (length: number, type: number) => (() => { const b = Buffer.alloc(8); b.writeUInt32LE(length, 0); b.writeUInt32LE(type, 4); return b; })();
  const parts = [head(padded.length, 0x4e4f534a), padded, head(corners.length, 0x004e4942), corners];
  const file = Buffer.alloc(12);
  file.write('glTF', 0);
  file.writeUInt32LE(2, 4);
  file.writeUInt32LE(12 + parts.reduce((sum, part) => sum + part.length, 0), 8);
  return Buffer.concat([file, ...parts]);
}

export const uri = (type: string, bytes: Buffer): string => `data:${type};base64,${bytes.toString('base64')}`;
