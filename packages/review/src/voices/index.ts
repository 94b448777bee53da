export { htmlOf } from './html/index.ts';
export { joinReviews } from './join.ts';
export { jsonOf, readReview } from './json.ts';
export { markdownOf, type MarkdownOptions } from './markdown/index.ts';
export { sarifOf, type SarifOptions } from './sarif.ts';
export { terminalOf, type TerminalOptions } from './terminal.ts';
