export { needNamesFit } from './need-names.ts';
export { needsRole, resolveNeeds, type NeedOwner } from './need.ts';
