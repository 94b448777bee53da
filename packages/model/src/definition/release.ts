/** Which image of an app runs in an environment: what `apps/<app>/releases/<environment>.yaml` holds. */
export interface ReleaseDefinition {
  readonly image: {
    /** As its publisher names it. @default the app's own ECR repository */
    readonly repository?: string | undefined;
    /** Tag of the image; immutable by convention. */
    readonly tag: string;
    /** Digest, `sha256:` and 64 hexadecimal digits; wins over the tag when the image is pulled. */
    readonly digest?: string | undefined;
  };
}
