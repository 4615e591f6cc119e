export const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
export const norm = (a: number[]): number => Math.sqrt(dot(a, a));
export const cosine = (a: number[], b: number[]): number => dot(a, b) / (norm(a) * norm(b) || 1);
