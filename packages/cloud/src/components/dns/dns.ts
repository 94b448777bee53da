import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';

export interface DnsArgs {
  /** Domain of the environment, such as `staging.riven.dev`. */
  readonly domain: string;
  /** Hosts in the domain that `*.<domain>` is not the name of. */
  readonly hostsBeyondWildcard: readonly string[];
}

/**
 * An environment's zone, and certificates for every host in it. The load balancer controller finds a certificate by the
 * host that it is for.
 *
 * AWS issues certificates once the world sees their records, so the first update waits until the domain's parent
 * delegates to the zone: a human adds its name servers there, as soon as the zone is created.
 */
export class Dns extends ComponentResource {
  readonly nameServers: Output<readonly string[]>;
  readonly zoneId: Output<string>;
  /** Certificate of the domain and of every host right below it. */
  readonly certificateArn: Output<string>;

  constructor(name: string, { domain, hostsBeyondWildcard }: DnsArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:Dns', name, {}, options);
    const own = { parent: this };
    const zone = new aws.route53.Zone(
      name,
      { name: domain, comment: `Hosts of ${domain}; external-dns writes here`, forceDestroy: false },
      { ...own, protect: true, retainOnDelete: true },
    );
    // A host of its own certificate each: AWS tells the records of one certificate in no order. The domain and its
    // wildcard are proven by the same record.
    const certify = (logicalName: string, domainName: string, alsoFor: readonly string[]): aws.acm.Certificate => {
      const certificate = new aws.acm.Certificate(
        logicalName,
        { domainName, subjectAlternativeNames: [...alsoFor], validationMethod: 'DNS', tags: { Name: domainName } },
        own,
      );
      const proof = certificate.domainValidationOptions.apply(([first]) => {
        if (first === undefined) throw new Error(`AWS asks for no proof of ${domainName}`);
        return first;
      });
      const record = new aws.route53.Record(
        logicalName,
        {
          zoneId: zone.id,
          name: proof.resourceRecordName,
          type: proof.resourceRecordType,
          records: [proof.resourceRecordValue],
          ttl: 300,
        },
        own,
      );
      new aws.acm.CertificateValidation(
        logicalName,
        { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
        own,
      );
      return certificate;
    };
    const certificate = certify(name, domain, [`*.${domain}`]);
    for (const host of hostsBeyondWildcard) certify(host, host, []);

    this.nameServers = zone.nameServers;
    this.zoneId = zone.id;
    this.certificateArn = certificate.arn;
    this.registerOutputs({
      nameServers: this.nameServers,
      zoneId: this.zoneId,
      certificateArn: this.certificateArn,
    });
  }
}
