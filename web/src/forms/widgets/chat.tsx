import { isObject, type Json } from '@/lib/json';
import { removed, replaced } from '@/lib/lists';
import { Icon } from '@/ui/icon';
import type { WidgetProps } from '../widget';

interface Message {
  role: string;
  content: Json;
}

const roles = ['system', 'user', 'assistant'];

function messagesOf(value: Json | undefined): Message[] {
  if (!Array.isArray(value) || value.length === 0) return [{ role: 'user', content: '' }];
  return value.map((item) => (isObject(item) ? { role: typeof item.role === 'string' ? item.role : 'user', content: item.content ?? '' } : { role: 'user', content: '' }));
}

/** A conversation. Content that is made of parts (pictures among them) is shown as the JSON it is. */
export function ChatWidget({ id, value, onChange }: WidgetProps) {
  const messages = messagesOf(value);
  const change = (list: Message[]) => onChange(list.map((message) => ({ ...message })));
  const next = messages.at(-1)?.role === 'user' ? 'assistant' : 'user';
  return (
    <div className="flex flex-col gap-3">
      {messages.map((message, index) => (
        <div key={index} className="rounded-box border border-base-300 p-2">
          <div className="flex items-center gap-2 pb-1">
            <select className="select select-ghost select-sm w-32" aria-label={`Who speaks in message ${index + 1}`} value={message.role} onChange={(event) => change(replaced(messages, index, { ...message, role: event.target.value }))}>
              {[...new Set([...roles, message.role])].map((role) => (
                <option key={role}>{role}</option>
              ))}
            </select>
            <button type="button" className="btn btn-ghost btn-sm btn-square ml-auto" aria-label={`Remove message ${index + 1}`} disabled={messages.length === 1} onClick={() => change(removed(messages, index))}>
              <Icon name="close" />
            </button>
          </div>
          {typeof message.content === 'string' ? (
            <textarea
              id={index === messages.length - 1 ? id : undefined}
              aria-label={`Message ${index + 1}`}
              className="textarea textarea-ghost field-sizing-content min-h-12 w-full"
              value={message.content}
              onChange={(event) => change(replaced(messages, index, { ...message, content: event.target.value }))}
            />
          ) : (
            <pre className="max-h-40 overflow-auto p-2 text-sm whitespace-pre-wrap">{JSON.stringify(message.content, null, 2)}</pre>
          )}
        </div>
      ))}
      <button type="button" className="btn btn-ghost btn-sm self-start" onClick={() => change([...messages, { role: next, content: '' }])}>
        <Icon name="plus" /> Add a message of the {next}
      </button>
    </div>
  );
}
