import { lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { RunPage } from '@/features/run/run-page';
import { StartPage } from '@/features/start/start-page';
import { Empty } from '@/ui/empty';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { Shell } from './shell';

const ExplorePage = lazy(() => import('@/features/explore/explore-page'));
const ModelPage = lazy(() => import('@/features/explore/model-page'));
const RunsPage = lazy(() => import('@/features/runs/runs-page'));
const ComparePage = lazy(() => import('@/features/compare/compare-page'));
const SystemPage = lazy(() => import('@/features/system/system-page'));

const Nothing = () => (
  <Page title="Nothing here">
    <Empty title="There is no screen at this address.">
      <Link href="/" className="link">Back to the start</Link>
    </Empty>
  </Page>
);

export function Routes() {
  return (
    <Shell>
      <Suspense fallback={<main id="main" className="mx-auto w-full max-w-7xl px-6"><Loading what="Opening…" /></main>}>
        <Switch>
          <Route path="/"><StartPage /></Route>
          <Route path="/explore"><ExplorePage /></Route>
          <Route path="/models/*">{({ '*': id }) => <ModelPage key={id} id={id} />}</Route>
          <Route path="/run"><RunPage modelId="" /></Route>
          <Route path="/run/*">{({ '*': id }) => <RunPage key={id} modelId={id} />}</Route>
          <Route path="/compare"><ComparePage /></Route>
          <Route path="/runs"><RunsPage /></Route>
          <Route path="/runs/:run">{({ run }) => <RunsPage chosen={run} />}</Route>
          <Route path="/system"><SystemPage /></Route>
          <Route><Nothing /></Route>
        </Switch>
      </Suspense>
    </Shell>
  );
}
