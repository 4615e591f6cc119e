import type { ComponentType } from 'react';
import type { Widget } from '../schema';
import type { WidgetProps } from '../widget';
import { AudioWidget } from './audio';
import { BoxesWidget } from './boxes';
import { ChatWidget } from './chat';
import { ChipsWidget } from './chips';
import { ChoiceWidget, SwitchWidget } from './choice';
import { DocumentWidget } from './document';
import { ImageWidget } from './image';
import { JsonWidget } from './json';
import { ListWidget } from './list';
import { NumberWidget } from './number';
import { PairsWidget } from './pairs';
import { PointsWidget } from './points';
import { SeriesWidget } from './series';
import { TableWidget } from './table';
import { TextareaWidget, TextWidget } from './text';
import { VideoWidget } from './video';

/** One component for each way of asking. */
export const widgets: Record<Widget, ComponentType<WidgetProps>> = {
  text: TextWidget,
  textarea: TextareaWidget,
  question: TextWidget,
  chat: ChatWidget,
  chips: ChipsWidget,
  list: ListWidget,
  pairs: PairsWidget,
  table: TableWidget,
  series: SeriesWidget,
  json: JsonWidget,
  image: ImageWidget,
  audio: AudioWidget,
  video: VideoWidget,
  document: DocumentWidget,
  points: PointsWidget,
  boxes: BoxesWidget,
  number: NumberWidget,
  switch: SwitchWidget,
  choice: ChoiceWidget,
};
