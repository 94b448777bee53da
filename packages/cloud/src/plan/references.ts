/** How a plan writes what AWS alone knows: as a reference to whoever gives it. */

/** An output of a resource of the same stack: `${aws:ec2/vpc:Vpc/network.id}`. */
export function outputReference(resource: string, output: string): string {
  return `\${${resource}.${output}}`;
}

/** An output of another stack: `${environment-production#vpcId}`. */
export function stackOutputReference(stack: string, output: string): string {
  return `\${${stack}#${output}}`;
}

/** Whether text holds any reference. */
export function holdsReference(text: string): boolean {
  return text.includes('${');
}

/** What a plan calls the resource of a URN: the last type of its chain, and its name. */
export function idOfUrn(urn: string): string {
  const [, , types = '', ...name] = urn.split('::');
  return `${types.slice(types.lastIndexOf('$') + 1)}/${name.join('::')}`;
}
