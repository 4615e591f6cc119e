import { useState } from 'react';
import { download } from '@/lib/download';
import { mediaNames, type Files } from '@/lib/media';
import { CopyButton } from '@/ui/copy-button';
import { Icon } from '@/ui/icon';
import { curl, javascript, python, type Body } from './snippets';

const languages = { curl, JavaScript: javascript, Python: python };
type Language = keyof typeof languages;

/** The request as a program, in three languages, and the files that it reads. */
export function SnippetsPanel({ body, files }: { body: Body; files: Files }) {
  const [language, setLanguage] = useState<Language>('curl');
  const needed = mediaNames(body).flatMap((name) => (files[name] ? [{ name, file: files[name] }] : []));
  const code = languages[language](body, window.location.origin);
  return (
    <details className="rounded-box border-base-300 border">
      <summary className="cursor-pointer px-4 py-3 font-medium">The same in a program</summary>
      <div className="flex flex-col gap-2 px-4 pb-4">
        <div className="flex items-center gap-2">
          <div role="tablist" aria-label="Language" className="tabs tabs-border flex-1">
            {(Object.keys(languages) as Language[]).map((name) => (
              <button key={name} type="button" role="tab" aria-selected={name === language} className={`tab ${name === language ? 'tab-active' : ''}`} onClick={() => setLanguage(name)}>
                {name}
              </button>
            ))}
          </div>
          <CopyButton text={() => code} />
        </div>
        {needed.length > 0 && (
          <p className="text-base-content/75 flex flex-wrap items-center gap-2 text-sm">
            It reads from the folder that it runs in:
            {needed.map(({ name, file }) => (
              <button key={name} type="button" className="btn btn-ghost btn-xs" onClick={() => download(file, name)}>
                <Icon name="download" /> {name}
              </button>
            ))}
          </p>
        )}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <pre tabIndex={0} aria-label={`The request in ${language}`} className="bg-base-200 max-h-96 overflow-auto rounded-md p-4 text-xs">{code}</pre>
      </div>
    </details>
  );
}
