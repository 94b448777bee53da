/**
 * Buckets in which registries keep the layers of images. A pull from inside AWS ends at one of them in the same region,
 * so through the gateway endpoint, whichever registry it began at.
 */
export function imageBuckets(region: string): readonly string[] {
  return [
    // ECR: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway
    `prod-${region}-starport-layer-bucket`,
    // registry.k8s.io: https://github.com/kubernetes/k8s.io/issues/4214
    `prod-registry-k8s-io-${region}`,
    // quay.io, which redirects to S3 itself in us-east-1
    'quayio-production-s3',
    // docker.io: https://github.com/docker/hub-feedback/issues/1318
    'docker-images-prod',
  ];
}
