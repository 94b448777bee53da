import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';

// Messages are noun phrases: a problem reads "Expected <message>".

/** A DNS-1123 label (RFC 1123, as Kubernetes has it) of at most `length` characters. */
export function dnsLabel(length = 63): z.ZodString {
  return z
    .string()
    .max(length, `at most ${length} characters`)
    .regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
      'a DNS-1123 label: lower-case letters, digits and "-", starting and ending with a letter or digit',
    );
}

/** A host name of two labels or more. */
export const hostName = z
  .string()
  .max(253, 'at most 253 characters')
  .regex(
    /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'a host name such as id.example.com',
  );

/** A name that a need, in camel case, prefixes variables and AWS names with. */
export const needName = z
  .string()
  .max(40, 'at most 40 characters')
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'a name in camel case such as signingKey');

/** An image with a tag or a digest (the grammar of `distribution/reference`, without its rarer forms). */
export const image = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(@sha256:[a-f0-9]{64})?|@sha256:[a-f0-9]{64})$/,
    'an image with a tag or digest, such as public.ecr.aws/nginx/nginx:1.29',
  );

/** A port number. */
export const port = z.int().min(1).max(65_535);

/** A port name: at most 15 characters with a letter among them (IANA service name, as Kubernetes has it). */
export const portName = z
  .string()
  .max(15, 'at most 15 characters')
  .regex(/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, 'a port name such as grpc');

/** An absolute path of a file or directory in a container. */
export const containerPath = z
  .string()
  .regex(/^\/(?!.*(^|\/)\.\.?(\/|$))[^\0:]*$/, 'an absolute path without ".." or ":"');

/** Five cron fields. */
export const cron = z.string().refine((text) => {
  if (text.trim().split(/\s+/).length !== 5) return false;
  try {
    CronExpressionParser.parse(text);
    return true;
  } catch {
    return false;
  }
}, 'five cron fields such as "0 3 * * *"');

/** An IANA time zone. */
export const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'an IANA time zone such as Europe/Berlin');

/** An AWS region. */
export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region such as us-east-1');

/** `70%`, from 1 to 100. */
export const percentage = z.string().regex(/^([1-9]\d?|100)%$/, 'a percentage from 1% to 100%');
