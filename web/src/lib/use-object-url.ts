import { useEffect, useState } from 'react';

/** An address for a blob, as long as the component shows it. */
export function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<{ made: string; blob: Blob }>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- an address must be given back, so an effect has to make it
    setUrl({ made, blob });
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url?.blob === blob ? url?.made : undefined;
}
