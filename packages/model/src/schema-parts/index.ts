export { addressIn, cidrsOverlap, privateCidr, subBlock } from './cidr.ts';
export { optionSchemas, type OptionSchema } from './option-schemas.ts';
export { byteQuantity, cpuQuantity, parseQuantity } from './quantity.ts';
export { strict } from './strict.ts';
export {
  certifiedHost,
  containerFile,
  containerPath,
  dnsLabel,
  hostName,
  imageRepository,
  ingressPath,
  needName,
  percentage,
  pinnedImage,
  port,
  portName,
  region,
  tag,
} from './text.ts';
export { wholeNumber } from './whole-number.ts';
