/** A server before the real one: some tasks are its own, and their answers are written by the test, event by event. */
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ListedContract, TaskList } from '../../src/api/generated/contracts';

export interface Script {
  /** Added to the tasks of the real server, in place of one with the same id. */
  tasks?: ListedContract[];
  /** By task: what the stream sends, one after the other. */
  events: Record<string, (object | typeof hold)[]>;
}

/** A place in a stream that is passed when the test says so, with next(). */
export const hold = 'hold';

export class Scripted {
  url = '';
  /** Tasks whose client left before the end. */
  readonly left: string[] = [];
  /** Bodies that were sent. */
  private passed = 0;
  private reached = 0;
  readonly asked: { task: string; inputs: Record<string, unknown>; options: Record<string, unknown> }[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  constructor(
    private readonly origin: string,
    private readonly script: Script,
  ) {}

  async open(): Promise<this> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The stream goes on behind the place where it is held. */
  next(): void {
    this.passed += 1;
  }

  private async held(response: ServerResponse): Promise<void> {
    this.reached += 1;
    const mine = this.reached;
    while (this.passed < mine && !response.closed) await new Promise((next) => setTimeout(next, 10));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/api/tasks') return this.tasks(response);
    if (request.url?.startsWith('/api/inference/stream')) return this.stream(request, response);
    const onward = forward(new URL(request.url ?? '/', this.origin), { method: request.method, headers: { ...request.headers, connection: 'close' } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }

  private async tasks(response: ServerResponse): Promise<void> {
    const { tasks } = (await (await fetch(`${this.origin}/api/tasks`)).json()) as TaskList;
    const own = this.script.tasks ?? [];
    const served = tasks.map((task) => ({ ...task, supported: task.supported || task.task in this.script.events }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ tasks: [...served.filter(({ task }) => !own.some((one) => one.task === task)), ...own] }));
  }

  private async stream(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as Scripted['asked'][number] & { model_id: string };
    this.asked.push(body);
    response.on('close', () => {
      if (!response.writableFinished) this.left.push(body.task);
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of this.script.events[body.task] ?? []) {
      if (event === hold) await this.held(response);
      if (response.closed) return;
      if (typeof event === 'object') response.write(`data: ${JSON.stringify({ version: '1.0', correlation_id: 'c', task: body.task, model_id: body.model_id, ...event })}\n\n`);
    }
    response.end();
  }
}

export const done = (output: object, more: object = {}): object => ({
  type: 'done',
  result: { task_output: output, metadata: { task: '', runtime_ms_model: 1, resolved_model_id: 'org/model', revision: 'abc', backend: 'onnxruntime', device: 'cpu', dtype: 'fp32', source: 'safetensors' } },
  runtime_ms: 1234,
  model_meta: null,
  ...more,
});
