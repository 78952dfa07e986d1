/** One line of Prometheus' text format. */
export interface Figure {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Every figure of a gateway's `/metrics`. */
export async function readFigures(url: string): Promise<readonly Figure[]> {
  const response = await fetch(`${url}/metrics`);
  return (await response.text())
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(toFigure);
}

/** The sum of the figures with this name and at least these labels. */
export function sumOf(figures: readonly Figure[], name: string, labels: Record<string, string> = {}): number {
  return figures
    .filter((figure) => figure.name === name && Object.entries(labels).every(([key, v]) => figure.labels[key] === v))
    .reduce((sum, { value }) => sum + value, 0);
}

function toFigure(line: string): Figure {
  const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const pairs = Array.from(labels.matchAll(/(\w+)="([^"]*)"/g), ([, key = '', text = '']) => [key, text]);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}
