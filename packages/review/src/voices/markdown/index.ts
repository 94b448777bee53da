export { markdownOf, marker, type MarkdownOptions } from './markdown.ts';
