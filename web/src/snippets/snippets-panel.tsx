import { useState } from 'react';
import { CopyButton } from '@/ui/copy-button';
import { curl, javascript, python, type Body } from './snippets';

const languages = { curl, JavaScript: javascript, Python: python };
type Language = keyof typeof languages;

/** The request as a program, in three languages. */
export function SnippetsPanel({ body }: { body: Body }) {
  const [language, setLanguage] = useState<Language>('curl');
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
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <pre tabIndex={0} aria-label={`The request in ${language}`} className="bg-base-200 max-h-96 overflow-auto rounded-md p-4 text-xs">{code}</pre>
      </div>
    </details>
  );
}
