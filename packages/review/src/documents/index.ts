export { isRendered, readDocuments, type Document } from './read-documents.ts';
export {
  groupOf,
  placeOf,
  stackOutputs,
  subjectId,
  subjectName,
  type ObjectSubject,
  type ResourceSubject,
  type Subject,
  type ValuesSubject,
} from './subject.ts';
