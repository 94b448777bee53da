import { Address4 } from 'ip-address';
import { z } from 'zod';

/** An IPv4 block, or `undefined` if the text is not a block or has host bits set. */
export function parseCidr(text: string): Address4 | undefined {
  if (!/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text) || !Address4.isValid(text)) return undefined;
  const block = new Address4(text);
  return block.startAddress().correctForm() === block.correctForm() ? block : undefined;
}

/** Whether two blocks share an address. */
export function cidrsOverlap(one: string, other: string): boolean {
  const [first, second] = [parseCidr(one), parseCidr(other)];
  return first !== undefined && second !== undefined && (first.isInSubnet(second) || second.isInSubnet(first));
}

/** The `index`th block of `bits` further bits inside a block: `subBlock('10.0.0.0/16', 2, 1)` is `10.0.64.0/18`. */
export function subBlock(cidr: string, bits: number, index: number): string {
  const block = new Address4(cidr);
  const prefix = block.subnetMask + bits;
  const start = block.startAddress().bigInt() + (BigInt(index) << BigInt(32 - prefix));
  return `${Address4.fromBigInt(start).correctForm()}/${prefix}`;
}

/** The address `offset` addresses into a block. */
export function addressIn(cidr: string, offset: number): string {
  return Address4.fromBigInt(new Address4(cidr).startAddress().bigInt() + BigInt(offset)).correctForm();
}

/** A schema for private IPv4 blocks (RFC 1918 or RFC 6598) between two prefix lengths, both inclusive. */
export function privateCidr(shortest: number, longest: number): z.ZodType<string> {
  return z.string('an IPv4 block such as 10.20.0.0/16').superRefine((text, context) => {
    const block = parseCidr(text);
    const isPrivate = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].some((range) =>
      block?.isInSubnet(new Address4(range)),
    );
    if (block === undefined) {
      context.addIssue({ code: 'custom', message: 'an IPv4 block such as 10.20.0.0/16, with no host bits set' });
    } else if (!isPrivate) {
      context.addIssue({ code: 'custom', message: 'a private block, inside 10/8, 172.16/12, 192.168/16 or 100.64/10' });
    } else if (block.subnetMask < shortest || block.subnetMask > longest) {
      context.addIssue({ code: 'custom', message: `a block from /${shortest} to /${longest}` });
    }
  });
}
