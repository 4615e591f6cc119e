import { useMemo, useState } from 'react';
import type { Task } from '@/api/tasks';
import { absentFiles, emptyDraft, fitting, type Draft } from './draft';
import { chosenGroup, missing, namesIn } from './groups';
import { problems, type Schema } from './schema';

const nothing: Schema = {};

/** The draft for a task, and what keeps it from being sent. */
export function useDraft(task: Task | undefined, initial: Draft = emptyDraft) {
  const [draft, setDraft] = useState(initial);
  const [group, setGroup] = useState<number>();
  const [rawProblem, setRawProblem] = useState('');
  const inputs = (task?.inputs ?? nothing) as Schema;
  const options = (task?.options ?? nothing) as Schema;
  const chosen = group ?? chosenGroup(inputs, draft.inputs);
  const sent: Draft = useMemo(() => {
    const names = new Set(namesIn(inputs, chosen));
    return { ...draft, inputs: Object.fromEntries(Object.entries(draft.inputs).filter(([name]) => names.has(name))) };
  }, [draft, inputs, chosen]);
  const wrong = useMemo(() => ({ inputs: problems(inputs, sent.inputs), options: problems(options, sent.options) }), [inputs, options, sent]);
  const absent = missing(inputs, draft.inputs, chosen);
  const files = absentFiles(sent);
  const obstacles = [
    ...(rawProblem ? ['the JSON of the request'] : []),
    ...absent,
    ...files.map((name) => `the file ${name}`),
    ...[...wrong.inputs, ...wrong.options].map(({ path }) => `a valid value for ${path || 'the request'}`),
  ];
  const load = (values: Draft) => {
    setDraft(fitting(values, inputs, options));
    setGroup(undefined);
    setRawProblem('');
  };
  return { draft, sent, setDraft, load, inputs, options, group: chosen, setGroup, wrong, obstacles: [...new Set(obstacles)], rawProblem, setRawProblem };
}
