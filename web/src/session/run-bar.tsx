import { Icon } from '@/ui/icon';

interface Props {
  obstacles: string[];
  running: boolean;
  onRun: () => void;
  onStop: () => void;
}

/** Run or Stop, and beside it what is still needed. */
export function RunBar({ obstacles, running, onRun, onStop }: Props) {
  return (
    <div className="bg-base-200 border-base-300 sticky bottom-16 z-10 -mx-1 flex flex-wrap items-center gap-3 border-t px-1 py-3 lg:bottom-0">
      {running ? (
        <button type="button" className="btn btn-error btn-outline min-w-28" onClick={onStop}>
          <Icon name="stop" /> Stop
        </button>
      ) : (
        <button type="button" className="btn btn-primary min-w-28" disabled={obstacles.length > 0} aria-describedby="run-needs" onClick={onRun}>
          <Icon name="play" /> Run
        </button>
      )}
      <p id="run-needs" className="text-base-content/75 min-w-0 flex-1 text-sm" aria-live="polite">
        {!running && obstacles.length > 0 && <>Needed: {obstacles.join(', ')}</>}
        {!running && obstacles.length === 0 && <span className="hidden sm:inline">Ctrl + Enter runs it</span>}
      </p>
    </div>
  );
}
