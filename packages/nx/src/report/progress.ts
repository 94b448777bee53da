/** Says what a long command is at. On a terminal one line is rewritten; elsewhere nothing is printed until the end. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #total: number;
  #done = 0;
  #shownAt = 0;

  constructor(stream: NodeJS.WriteStream, total: number) {
    this.#stream = stream;
    this.#total = total;
  }

  /** Counts one step and shows it, at most twenty times a second. */
  step(what: string): void {
    this.#done += 1;
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#shownAt < 50) return;
    this.#shownAt = now;
    const percent = Math.floor((100 * this.#done) / Math.max(1, this.#total));
    this.#write(`  ${percent}%  ${what}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#stream.isTTY) this.#write('');
  }

  #write(text: string): void {
    this.#stream.write(`\r\u001B[2K${text.slice(0, Math.max(20, this.#stream.columns - 1))}`);
  }
}
