export const Loading = ({ what }: { what: string }) => (
  <p role="status" className="text-base-content/75 flex items-center gap-3 py-8">
    <span className="loading loading-spinner loading-sm" aria-hidden="true" /> {what}
  </p>
);
