import { Component, Suspense, type ComponentType, type ReactNode } from 'react';
import type { Render } from '@/api/tasks';
import type { JsonObject } from '@/lib/json';
import { Loading } from '@/ui/loading';
import type { Asked } from './answer';
import { renderers } from './index';

// An answer that is not what its contract says must not take the page with it, nor vanish.
class Guard extends Component<{ children: ReactNode }, { problem?: string }> {
  override state: { problem?: string } = {};
  static getDerivedStateFromError = (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) });
  override render() {
    if (this.state.problem === undefined) return this.props.children;
    return <p role="alert">The answer came, but cannot be drawn: {this.state.problem}. JSON shows it as it is.</p>;
  }
}

interface Props {
  render: Render;
  output: JsonObject;
  asked: Asked;
}

/** An answer as its kind is drawn. */
export function Drawn({ render, output, asked }: Props) {
  // the contract ties a kind to its output; the type system cannot follow a value that chooses both
  const Answer = renderers[render] as ComponentType<{ output: JsonObject; asked: Asked }> | undefined;
  if (!Answer) return <p>This page has no view for answers of the kind “{render}”; JSON shows them as they are.</p>;
  return (
    <Guard>
      <Suspense fallback={<Loading what="Opening the viewer…" />}>
        <Answer output={output} asked={asked} />
      </Suspense>
    </Guard>
  );
}
