import { z } from 'zod';
import { partitionOf, regions } from '../aws/index.ts';
import { closest } from '../problem/index.ts';
import { wholeNumber } from './whole-number.ts';

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

/** A host name that ACM issues a certificate for: at most 64 characters. */
export const certifiedHost = hostName.max(64, "at most 64 characters, ACM's limit for the name of a certificate");

/** The name of a need in camel case, which prefixes its variables and AWS names. */
export const needName = z
  .string()
  .max(40, 'at most 40 characters')
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'a name in camel case such as signingKey');

const hostLabel = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const pathComponent = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const imageName = `(?:${hostLabel}(?:\\.${hostLabel})*(?::\\d+)?/)?${pathComponent}(?:/${pathComponent})*`;
const imageTag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const imageDigest = 'sha256:[a-f0-9]{64}';
const matches = (...parts: readonly string[]): RegExp => new RegExp(`^${parts.join('')}$`);

/** An image with a tag or a digest, in the grammar of `distribution/reference`. */
export const image = z
  .string()
  .regex(
    matches(imageName, `(?::${imageTag}(?:@${imageDigest})?|@${imageDigest})`),
    'an image with a tag or digest, such as public.ecr.aws/nginx/nginx:1.29',
  );

/** An image whose tag does not move. */
export const pinnedImage = image.refine(
  (name) => !name.endsWith(':latest'),
  'a tag that does not move, never "latest"',
);

/** An image repository with its registry, without tag or digest. */
export const imageRepository = z
  .string()
  .regex(
    matches(`${hostLabel}(?:\\.${hostLabel})*(?::\\d+)?`, `(?:/${pathComponent})+`),
    'an image repository without a tag, such as public.ecr.aws/acme/model-server',
  );

/** The tag of an image, without the rest of its name. */
export const tag = z
  .string()
  .regex(matches(imageTag), "only the tag, as text, such as '1.4.0'; the repository belongs in 'image.repository'")
  .refine((text) => text !== 'latest', 'a tag that does not move, never "latest"');

/** A port number. */
export const port = wholeNumber(1, 65_535);

/** A port name: at most 15 characters with a letter among them (IANA service name, as Kubernetes has it). */
export const portName = z
  .string()
  .max(15, 'at most 15 characters')
  .regex(/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, 'a port name such as grpc');

/** An absolute path of a directory in a container; `/`, `/proc` and `/sys` are the container's own. */
export const containerPath = z
  .string()
  .regex(/^(?!.*\/\.\.?(\/|$))(?!.*\/\/)\/[^\0-\x1f:]*$/, 'an absolute path without "..", "//" or ":"')
  .refine((path) => !/^\/((proc|sys)(\/.*)?)?$/.test(path), "a path that is neither '/' nor inside /proc or /sys");

/** An absolute path of a file in a container. */
export const containerFile = containerPath.refine(
  (path) => !path.endsWith('/'),
  'the path of a file, without "/" at its end',
);

/**
 * A path prefix of an Ingress that three parties accept: the API server (no `//`, `/./`, `/../`, `%2f`), ingress-nginx
 * (`strict-validate-path-type`, and none of its own files) and the rules of an ALB.
 */
export const ingressPath = z
  .string()
  .max(128, 'at most 128 characters')
  .regex(
    /^(?!.*\/\/)(?!.*\/\.\.?(\/|$))(?!.*(\/etc\/(passwd|shadow|group|nginx|ingress-controller)|\/var\/run\/secrets|_by_lua))\/[A-Za-z0-9._/-]*$/,
    'a path prefix such as /api: it starts with "/" and contains letters, digits, "-", "." and "_"',
  );

/** A region of the partition `aws`. */
export const region = z.string('an AWS region such as us-east-1').superRefine((text, context) => {
  const partition = partitionOf(text);
  if (partition === 'aws') return;
  const message =
    partition === undefined
      ? `an AWS region such as ${closest(text, regions) ?? 'us-east-1'}`
      : `a region of the partition 'aws', since every ARN here starts with arn:aws:; ${text} is in '${partition}'`;
  context.addIssue({ code: 'custom', message });
});

/** `70%`, from 1 to 100. */
export const percentage = z.string().regex(/^([1-9]\d?|100)%$/, "a percentage from 1% to 100%, such as '70%'");
