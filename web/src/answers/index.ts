import { lazy, type ComponentType } from 'react';
import type { Render } from '@/api/tasks';
import type { AnswerProps } from './answer';
import { AudioAnswer, AudioPairAnswer } from './audio';
import { BoxesAnswer } from './boxes';
import { DepthAnswer } from './depth';
import { EmbeddingAnswer } from './embedding';
import { ImageAnswer, ImagePairAnswer } from './image';
import { LabelsAnswer } from './labels';
import { MasksAnswer } from './masks';
import { MeterAnswer } from './meter';
import { MixedAnswer } from './mixed';
import { PointsAnswer } from './points';
import { RankingAnswer } from './ranking';
import { SegmentsAnswer } from './segments';
import { SpansAnswer } from './spans';
import { TableAnswer } from './table';
import { TextAnswer } from './text';
import { TranscriptAnswer } from './transcript';
import { VideoAnswer } from './video';

/** How an answer looks, by the name in its task's contract. A look without a component does not compile. */
export const renderers: { [R in Render]: ComponentType<AnswerProps<R>> } = {
  text: TextAnswer,
  labels: LabelsAnswer,
  spans: SpansAnswer,
  table: TableAnswer,
  ranking: RankingAnswer,
  meter: MeterAnswer,
  embedding: EmbeddingAnswer,
  boxes: BoxesAnswer,
  masks: MasksAnswer,
  depth: DepthAnswer,
  points: PointsAnswer,
  image: ImageAnswer,
  'image-pair': ImagePairAnswer,
  video: VideoAnswer,
  '3d': lazy(() => import('./model-viewer')),
  transcript: TranscriptAnswer,
  audio: AudioAnswer,
  'audio-pair': AudioPairAnswer,
  segments: SegmentsAnswer,
  chart: lazy(() => import('./chart')),
  mixed: MixedAnswer,
};
