import type { KubernetesObject } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';

/**
 * A type that cdk8s generates from the Kubernetes API, as plain data: quantities and ports are numbers or text, not
 * class instances. Fields have the spelling of cdk8s, which differs in acronyms (`clusterIp`).
 */
export type Plain<T> = T extends k8s.Quantity | k8s.IntOrString
  ? k8s.Quantity extends T
    ? number | string
    : { readonly [K in keyof T]: Plain<T[K]> }
  : T extends Date
    ? string
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** A Kubernetes object with the fields of its kind: `TypedObject<k8s.KubeDeploymentProps>`. */
export type TypedObject<Props> = KubernetesObject & Plain<Omit<Props, 'metadata'>>;
