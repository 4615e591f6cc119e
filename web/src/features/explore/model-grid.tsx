import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLocalModels, useStatus, type ListedModel } from '@/api/models';
import { findTask, type Task } from '@/api/tasks';
import { ModelCard } from './model-card';

interface Props {
  models: ListedModel[];
  tasks: Task[];
  hasMore: boolean;
  onMore: () => void;
}

const rowHeight = 152;

/** The models on the disk and those in memory, by their ids. */
function usePresence() {
  const local = useLocalModels().data;
  const status = useStatus().data;
  const here = useMemo(() => new Set(local?.models.map(({ id }) => id)), [local]);
  const loaded = useMemo(() => new Set(status?.loaded.filter(({ state }) => state === 'ready').map(({ model_id: id }) => id)), [status]);
  return { here, loaded };
}

/** Only the rows in sight are in the page; the next page of the list is asked for before the last row. */
export function ModelGrid({ models, tasks, hasMore, onMore }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(2);
  const [top, setTop] = useState(0);
  const { here, loaded } = usePresence();
  useLayoutEffect(() => {
    const holder = place.current;
    if (!holder) return;
    const measure = () => {
      setColumns(Math.max(1, Math.floor(holder.clientWidth / 360)));
      setTop(holder.getBoundingClientRect().top + window.scrollY);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(holder);
    return () => observer.disconnect();
  }, []);
  const rows = Math.ceil(models.length / columns);
  const virtual = useWindowVirtualizer({ count: rows, estimateSize: () => rowHeight, overscan: 3, scrollMargin: top });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows - 20) onMore(); // some screens ahead, so that scrolling does not wait
  }, [hasMore, last, rows, onMore]);
  return (
    <div ref={place} className="relative" style={{ height: virtual.getTotalSize() }}>
      {shown.map((row) => (
        <div key={row.key} className="absolute inset-x-0 grid gap-3 [contain:strict]" style={{ height: rowHeight, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, transform: `translateY(${row.start - top}px)` }}>
          {models.slice(row.index * columns, (row.index + 1) * columns).map((model) => (
            <ModelCard key={model.id} model={model} taskTitle={findTask(tasks, model.pipeline_tag ?? '')?.title ?? model.pipeline_tag ?? ''} isHere={here.has(model.id)} isLoaded={loaded.has(model.id)} />
          ))}
        </div>
      ))}
    </div>
  );
}
