import type { ModelPage } from '@/api/generated/contracts';
import { ago, plural, whole } from '@/lib/format';
import { Icon } from '@/ui/icon';

/** How many there are, and how much of the truth the list is. */
export function CatalogueNotes({ page }: { page: ModelPage }) {
  const { catalogue, matching } = page;
  const notes = [
    catalogue.fetched_at ? `fetched ${ago(catalogue.fetched_at)}` : 'not fetched yet',
    ...(catalogue.refreshing ? ['being refreshed'] : []),
    ...(catalogue.stale ? ['older than four days'] : []),
    ...(catalogue.capped ? ['the Hub has more than it holds'] : []),
  ];
  return (
    <div className="text-base-content/75 flex flex-col gap-1 text-sm">
      <p role="status">{plural(matching, 'model')} of {whole(catalogue.models)} in the list, {notes.join(', ')}</p>
      {catalogue.error && (
        <p className="text-warning flex items-center gap-2">
          <Icon name="warning" /> The list could not be refreshed: {catalogue.error.message}
        </p>
      )}
    </div>
  );
}
