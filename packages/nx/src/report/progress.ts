/** The output for progress; `undefined` for none. */
export type ProgressStream = NodeJS.WriteStream | undefined;

/**
 * Shows the progress of a long command. A terminal shows one changing line; other outputs get a line for each finished
 * part.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #total: number;
  #done = 0;
  #shownAt = 0;

  constructor(stream: ProgressStream, total: number) {
    this.#stream = stream;
    this.#total = total;
  }

  /** Counts one step and shows it, at most twenty times a second. */
  step(what: string): void {
    this.#done += 1;
    const now = performance.now();
    if (this.#stream?.isTTY !== true || now - this.#shownAt < 50) return;
    this.#shownAt = now;
    const percent = Math.floor((100 * this.#done) / Math.max(1, this.#total));
    this.#rewrite(this.#stream, `  ${percent}%  ${what}`);
  }

  /** Prints that a part is finished, if the output is not a terminal. */
  finished(part: string): void {
    if (this.#stream?.isTTY !== true) this.#stream?.write(`${part}\n`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#stream?.isTTY === true) this.#rewrite(this.#stream, '');
  }

  #rewrite(stream: NodeJS.WriteStream, text: string): void {
    stream.write(`\r\u001B[2K${text.slice(0, Math.max(20, stream.columns - 1))}`);
  }
}
